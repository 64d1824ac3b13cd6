package io.tributary.platform.command.bootstrap;

import io.tributary.servers.files.Secrets;

/**
 * The MongoDB user of a service as a script of {@code mongosh}, for the administrator of a server that asks for passwords: it may read and
 * write the service's own database and nothing else. The password stays in its file.
 */
final class MongoUserScript {
    private static final String TEXT = """
            // %1$s: reads and writes its own database, and nothing else.
            (() => {
              const own = db.getSiblingDB('%1$s');
              const password = require('fs').readFileSync('%2$s', 'utf8').trim();
              const roles = [{ role: 'readWrite', db: '%1$s' }];
              if (own.getUser('%1$s') === null) {
                own.createUser({ user: '%1$s', pwd: password, roles });
              } else {
                own.updateUser('%1$s', { pwd: password, roles });
              }
            })();
            """;

    private MongoUserScript() {}

    static String of(String service, Secrets secrets) {
        return TEXT.formatted(service.replace('-', '_'), secrets.file("mongodb-" + service).toAbsolutePath());
    }
}
