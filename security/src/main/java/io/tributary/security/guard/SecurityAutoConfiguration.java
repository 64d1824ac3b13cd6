package io.tributary.security.guard;

import io.tributary.security.Caller;
import io.tributary.security.RequestId;
import io.tributary.security.Role;
import io.tributary.security.RouteAccess;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The one chain of filters before every route; only what {@code tributary.security.issuer} says decides whether it asks for tokens. */
@AutoConfiguration(beforeName = {"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"})
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityAutoConfiguration {
    private static final String ISSUER = "tributary.security.issuer";
    /** Behind every chain that is for some paths only. */
    private static final int LAST = Ordered.LOWEST_PRECEDENCE - 10;

    @Bean
    FilterRegistrationBean<RequestId> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestId());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    RequestRejectedHandler ambiguousRequests() {
        return Refusals::ambiguous;
    }

    /** An observation of each filter of each request costs more than most requests; what a request took and came to is measured once. */
    @Bean
    SecurityObservationSettings requestsAreObservedOnce() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    CallerParameter callerParameter() {
        return new CallerParameter();
    }

    @Bean
    @ConditionalOnProperty(ISSUER)
    @ConditionalOnMissingBean
    TokenKeys tokenKeys(SecuritySettings settings, ObjectProvider<SslBundles> bundles) {
        return TokenKeys.from(settings.keysAt(), trusting(settings.sslBundle(), bundles));
    }

    private static @Nullable SSLSocketFactory trusting(@Nullable String bundle, ObjectProvider<SslBundles> bundles) {
        return bundle == null ? null : bundles.getObject().getBundle(bundle).createSslContext().getSocketFactory();
    }

    @Bean
    @ConditionalOnProperty(ISSUER)
    @ConditionalOnMissingBean
    JwtDecoder tokenDecoder(SecuritySettings settings, TokenKeys keys) {
        return TokenRules.decoder(settings, keys);
    }

    @Bean
    @Order(LAST)
    @ConditionalOnProperty(ISSUER)
    SecurityFilterChain guardedRoutes(HttpSecurity http, SecuritySettings settings, JwtDecoder tokens,
            ObjectProvider<RouteAccess> exceptions) {
        var rates = new RequestRates(settings.rateLimit());
        var refusals = new Refusals(rates);
        return stateless(http).authorizeHttpRequests(routes -> Routes.guard(routes, exceptions.orderedStream().toList())).anonymous(
                it -> it.principal(Caller.NOBODY)).oauth2ResourceServer(
                        server -> server.authenticationEntryPoint(
                                refusals).accessDeniedHandler(refusals).jwt(
                                        it -> it.decoder(tokens).jwtAuthenticationConverter(
                                                TokenRules::authentication)).withObjectPostProcessor(
                                                        new FailuresTo(refusals))).addFilterBefore(rates,
                                                                AuthorizationFilter.class).build();
    }

    @Bean
    @Order(LAST)
    @ConditionalOnMissingBean(name = "guardedRoutes")
    SecurityFilterChain openRoutes(HttpSecurity http) {
        LoggerFactory.getLogger(SecurityAutoConfiguration.class).warn("No {}: every caller may do everything", ISSUER);
        return stateless(http).authorizeHttpRequests(routes -> routes.anyRequest().permitAll()).anonymous(
                it -> it.principal("anyone").authorities(Role.OPS.authority())).build();
    }

    /** No cookie ever says who the caller is, so no other site can send requests in their name. */
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS)).csrf(
                AbstractHttpConfigurer::disable).requestCache(AbstractHttpConfigurer::disable).logout(
                        AbstractHttpConfigurer::disable).formLogin(AbstractHttpConfigurer::disable).httpBasic(
                                AbstractHttpConfigurer::disable).headers(AnswerHeaders::on).addFilterAfter(new OperationsAudit(),
                                        SecurityContextHolderFilter.class);
    }

    /** The filter's own handler lets an issuer out of reach pass as a fault of the service. */
    private record FailuresTo(
            Refusals refusals) implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {
        @Override
        public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(refusals);
            return filter;
        }
    }
}
