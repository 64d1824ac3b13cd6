package io.tributary.platform.identity;

import io.tributary.servers.files.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** A token for each role in a file of its own, {@code tokens/<role>} of the data directory, for its owner only. */
public record TokenFolder(Path folder, Issuer issuer) {
    public static final String NAME = "tokens";

    public Path file(Role role) {
        return folder.resolve(role.text());
    }

    /** Writes fresh tokens for these roles. */
    public void write(Collection<Role> roles) throws InterruptedException {
        for (Role role : roles) {
            fresh(role);
        }
    }

    /** The token in the role's file; a fresh one, which is written there too, where it is missing or nearly over. */
    public Token token(Role role) throws InterruptedException {
        Path file = file(role);
        try {
            if (Files.isReadable(file)) {
                Token kept = new Token(Files.readString(file).strip());
                if (kept.isGoodForAWhile()) {
                    return kept;
                }
            }
            return fresh(role);
        } catch (IOException e) {
            throw new UncheckedIOException("The token " + file + " could not be read", e);
        }
    }

    private Token fresh(Role role) throws InterruptedException {
        Token token = issuer.token(role);
        new Secrets(folder).derived(role.text(), token.text());
        return token;
    }
}
