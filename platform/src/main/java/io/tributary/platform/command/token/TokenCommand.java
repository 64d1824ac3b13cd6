package io.tributary.platform.command.token;

import io.tributary.platform.command.CommonOptions;
import io.tributary.platform.command.Console;
import io.tributary.platform.command.Tributary;
import io.tributary.platform.identity.Role;
import io.tributary.platform.identity.Token;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.supervisor.PlatformStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "token", description = "Prints a fresh token of the running platform's issuer.", mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    @Mixin private CommonOptions options = new CommonOptions();

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}") private Role role = Role.OPS;

    @Option(names = "--subject", paramLabel = "WHO", description = "Of a customer a user's id, anna or ben (default: anna); of others any name.") private String subject = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<PlatformStatus> running = options.run().read().filter(status -> status.supervisor().isPresent());
        if (running.isEmpty()) {
            new Console(spec.commandLine().getErr()).say("Nothing runs on " + options.dataDir() + ".");
            return Tributary.NOT_RUNNING;
        }
        Token token = Layout.tokens(options.dataDir(), running.get().portBase()).issuer().token(role, subject);
        spec.commandLine().getOut().println(options.isJson() ? json(token) : token.text());
        return 0;
    }

    private String json(Token token) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("token", token.text());
        shown.put("role", role.text());
        shown.put("subject", token.subject());
        shown.put("expiresAt", token.expiresAt().toString());
        return JsonMapper.builder().build().writeValueAsString(shown);
    }
}
