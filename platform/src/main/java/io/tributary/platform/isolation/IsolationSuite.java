package io.tributary.platform.isolation;

import io.tributary.platform.supervisor.ProcessStatus;
import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.postgres.ServiceLogins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries on a running platform, with each service's credentials, all that it must not be able to do. */
public record IsolationSuite(String topology, Path data, List<ProcessStatus> processes, Map<String, ServiceLogins> logins,
        String kafkaServers, KafkaAccess kafka) {
    private static final String EMBEDDED_MONGODB = "the embedded MongoDB-compatible server knows no passwords: unprotected, loopback only";

    public IsolationReport run() throws IOException {
        List<Finding> findings = new ArrayList<>(new PostgresAttempts(logins).findings());
        findings.addAll(new KafkaAttempts(kafkaServers, kafka).findings());
        findings.add(Finding.accepted("others on this machine", "order-service", "read and write its collections", EMBEDDED_MONGODB));
        findings.addAll(new PlainSight(data, processes).findings());
        return IsolationReport.of(topology, findings);
    }
}
