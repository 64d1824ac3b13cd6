package io.tributary.servers.postgres;

/** How a service reaches its own data, and nothing else. */
public record ServiceDatabase(String url, String user, String password) {
    @Override
    public String toString() {
        return "ServiceDatabase[" + url + ", user " + user + "]";
    }
}
