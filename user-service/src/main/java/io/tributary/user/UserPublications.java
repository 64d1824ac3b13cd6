package io.tributary.user;

import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.chassis.publishing.PublicationList;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What leaves this service. The e-mail claims stay: nobody else needs to know who holds an address. */
@Configuration(proxyBeanMethods = false)
class UserPublications {
    @Bean
    PublicationList publications() {
        return new PublicationList("user",
                Set.of(UserRegistered.class, UserRenamed.class, UserEmailChanged.class, UserDeactivated.class, UserReactivated.class));
    }
}
