package io.tributary.chassis.web.problems;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Problem details for everything that can go wrong in the web framework and behind it. */
@AutoConfiguration
@Import({MvcProblemAdvice.class, ProblemAdvice.class})
class ProblemsAutoConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AnswerableRequests());
        registry.addInterceptor(new UnreadBodies());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new IdsAsTheyAreWritten());
    }
}
