package io.tributary.security;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who sends the current request. An endpoint takes it as a parameter. What is another's is answered exactly as what does not exist.
 *
 * @param subject of the token; for a customer the user id
 */
public record Caller(String subject, Set<Role> roles) {
    /** Without a token, on a route that needs none. */
    public static final String NOBODY = "nobody";
    /** Belongs to nobody, and no user is ever given it: a list of this owner is empty. */
    private static final UUID NO_OWNER = new UUID(0, 0);

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The caller of the request this thread answers; nobody where there is none. */
    public static Caller current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    static Caller of(@Nullable Authentication authentication) {
        if (authentication == null) {
            return new Caller(NOBODY, Set.of());
        }
        var roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (authentication.getAuthorities().stream().map(GrantedAuthority::getAuthority).anyMatch(role.authority()::equals)) {
                roles.add(role);
            }
        }
        return new Caller(authentication.getName(), roles);
    }

    /** Whether what belongs to {@code owner} exists for this caller. */
    public boolean maySee(UUID owner) {
        return seesEverything() || owns(owner);
    }

    /** Whether there is nothing this caller may not see. */
    public boolean seesEverything() {
        return roles.stream().anyMatch(Role::seesEverything);
    }

    private boolean owns(UUID owner) {
        return roles.contains(Role.CUSTOMER) && subject.equals(owner.toString());
    }

    /**
     * The owner whose things a list shows, null for everybody's: the one asked for, or the caller where they see their own only. Asked for
     * another's, it names an owner of nothing.
     */
    public @Nullable UUID ownerToList(@Nullable UUID asked) {
        if (seesEverything()) {
            return asked;
        }
        UUID own = ownId();
        return asked == null || asked.equals(own) ? own : NO_OWNER;
    }

    private UUID ownId() {
        try {
            return roles.contains(Role.CUSTOMER) ? UUID.fromString(subject) : NO_OWNER;
        } catch (IllegalArgumentException _) {
            return NO_OWNER; // an identity that is no user of the shop owns nothing
        }
    }
}
