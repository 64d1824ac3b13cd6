package io.tributary.user;

import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.events.EventCatalog;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@ConfigurationPropertiesScan
public class UserServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(UserServiceApplication.class, arguments);
    }

    @Bean
    EventCatalog events() {
        return EventCatalog.of(UserEvent.class, EmailClaimEvent.class);
    }
}
