package io.tributary.platform.command.move;

import io.tributary.platform.parts.DataFolder;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Service;
import io.tributary.servers.files.Directories;
import io.tributary.servers.postgres.PostgresRoles;
import java.io.IOException;

/** The PostgreSQL server that a service can have of its own, beside the one that it shares. */
record OwnServer(Layout layout, Service service) {
    String name() {
        return Layout.ownServer(service);
    }

    /** Whether the service's data are there, rather than on the shared server. */
    boolean isUsed() {
        return layout.server(service).equals(name());
    }

    PostgresRoles own() {
        return layout.roles(name());
    }

    PostgresRoles shared() {
        return layout.roles(layout.server(service));
    }

    /** The switch: the service is sent there from its next start on. */
    void use() throws IOException {
        new DataFolder(layout.data()).moved(service.text());
    }

    /** Deletes its data; it must not run. */
    void remove() throws IOException {
        if (isUsed()) {
            throw new IllegalStateException("The data of " + service.text() + " are on " + name());
        }
        Directories.delete(layout.data().resolve(name()));
    }
}
