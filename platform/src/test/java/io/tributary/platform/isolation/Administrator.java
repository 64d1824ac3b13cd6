package io.tributary.platform.isolation;

import io.tributary.platform.command.bootstrap.BootstrapCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.admin.ConfigCommand;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import picocli.CommandLine;

/** Someone with servers of their own, who runs what {@code bootstrap --print} tells. */
public record Administrator(Path data) {
    public String told(String... arguments) {
        StringWriter told = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", data.toString()));
        int code = new CommandLine(new BootstrapCommand()).setCaseInsensitiveEnumValuesAllowed(true).setOut(
                new PrintWriter(told, true)).execute(all.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(all + " ended with " + code);
        }
        return told.toString();
    }

    /** As {@code createdb} and {@code psql} would. */
    public void setUpPostgres(int port, String superuserPassword, String script) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        say(server + "postgres", superuserPassword, "create database tributary");
        say(server + "tributary", superuserPassword, script);
    }

    /** As a shell would; the tool for users is Kafka's own, what the others are told is sent by a client. */
    public void setUpKafka(String bootstrapServers, Map<String, Object> login, String script)
            throws IOException, ExecutionException, InterruptedException {
        Path settings = data.resolve("admin.properties");
        Properties properties = new Properties();
        properties.putAll(login);
        try (var file = Files.newBufferedWriter(settings)) {
            properties.store(file, "");
        }
        String secrets = script.replaceAll("(?s).*SECRETS='([^']*)'.*", "$1");
        try (Admin admin = Admin.create(login)) {
            for (String line : script.lines().filter(line -> line.startsWith("kafka-")).toList()) {
                List<String> words = List.of(
                        line.replace("$KAFKA", bootstrapServers).replace("$ADMIN", settings.toString()).replace("$SECRETS",
                                secrets).replace("\"", "").split(" +"));
                switch (words.getFirst()) {
                    case "kafka-configs.sh" -> ConfigCommand.main(words.subList(1, words.size()).toArray(String[]::new));
                    case "kafka-topics.sh" -> admin.createTopics(
                            List.of(new NewTopic(after("--topic", words), Integer.parseInt(after("--partitions", words)),
                                    (short) 1))).all().get();
                    case "kafka-acls.sh" -> admin.createAcls(rules(words)).all().get();
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
    }

    private static List<AclBinding> rules(List<String> words) {
        ResourceType type = words.contains("--topic")
                ? ResourceType.TOPIC
                : words.contains("--group") ? ResourceType.GROUP : ResourceType.TRANSACTIONAL_ID;
        ResourcePattern resource = new ResourcePattern(type, after("--" + type.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                words), PatternType.fromString(after("--resource-pattern-type", words).toUpperCase(Locale.ROOT)));
        List<AclBinding> rules = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--operation")) {
                rules.add(new AclBinding(resource, new AccessControlEntry(after("--allow-principal", words), "*",
                        AclOperation.fromString(words.get(i + 1)), AclPermissionType.ALLOW)));
            }
        }
        return rules;
    }

    private static String after(String option, List<String> words) {
        return words.get(words.indexOf(option) + 1);
    }

    private static void say(String url, String password, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }
}
