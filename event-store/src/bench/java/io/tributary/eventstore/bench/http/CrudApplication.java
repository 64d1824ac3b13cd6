package io.tributary.eventstore.bench.http;

import java.net.URI;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Users in one table, an insert and an update, with nothing around them. */
@SpringBootApplication
public class CrudApplication {
    public static void main(String[] args) {
        SpringApplication.run(CrudApplication.class, args);
    }

    @RestController
    static class Users {
        private final JdbcTemplate database;

        Users(JdbcTemplate database) {
            this.database = database;
            database.execute("create table if not exists users (id uuid primary key, name text not null, email text not null unique, "
                    + "version bigint not null)");
        }

        record NewUser(String name, String email) {}

        record Created(UUID userId) {}

        record Name(String name) {}

        @PostMapping("/users")
        ResponseEntity<Created> create(@RequestBody NewUser user) {
            var id = UUID.randomUUID();
            database.update("insert into users (id, name, email, version) values (?, ?, ?, 0)", id, user.name(), user.email());
            return ResponseEntity.created(URI.create("/users/" + id)).eTag("0").body(new Created(id));
        }

        @PutMapping("/users/{id}/name")
        ResponseEntity<Void> rename(@PathVariable UUID id, @RequestBody Name name) {
            int changed = database.update("update users set name = ?, version = version + 1 where id = ?", name.name(), id);
            return changed == 1 ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
        }
    }
}
