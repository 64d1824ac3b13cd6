package io.tributary.servers.kafka;

import io.tributary.servers.files.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/** Who gets into a guarded broker: the services, each with its rights and a generated password, and one administrator. */
public record KafkaAccess(Secrets secrets, List<TopicRights> rights) {
    public static final String ADMINISTRATOR = "admin";
    static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final int ITERATIONS = 4096;

    public KafkaAccess {
        rights = List.copyOf(rights);
    }

    public String password(String user) {
        return secrets.password("kafka-" + user);
    }

    /** The folder with a file for each service's credential, as Kafka's tools take it. */
    public Path credentials() {
        for (TopicRights service : rights) {
            secrets.derived("kafka-" + service.service() + ".scram",
                    "SCRAM-SHA-512=iterations=" + ITERATIONS + ",password=" + password(service.service()));
        }
        return secrets.folder().toAbsolutePath();
    }

    /** Client settings of a service. */
    public Map<String, Object> login(String bootstrapServers, String service) {
        return login(bootstrapServers, "SCRAM-SHA-512", SCRAM, service);
    }

    /** Client settings of the administrator, whose password the broker has from its own settings. */
    public Map<String, Object> administrator(String bootstrapServers) {
        return login(bootstrapServers, "PLAIN", PLAIN, ADMINISTRATOR);
    }

    /** Makes the services known to the running broker; what is missing is added. */
    void ensure(String bootstrapServers) {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        List<AclBinding> allowed = new ArrayList<>();
        for (TopicRights service : rights) {
            users.add(new UserScramCredentialUpsertion(service.service(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    password(service.service())));
            allowed.addAll(service.bindings());
        }
        try (Admin admin = Admin.create(administrator(bootstrapServers))) {
            var known = admin.alterUserScramCredentials(users).all();
            admin.createAcls(allowed).all().get();
            known.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker's users and their rights could not be set", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker's users were set", e);
        }
    }

    private Map<String, Object> login(String bootstrapServers, String mechanism, String module, String user) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", mechanism);
        settings.put("sasl.jaas.config", module + " username=\"" + user + "\" password=\"" + password(user) + "\";");
        return settings;
    }
}
