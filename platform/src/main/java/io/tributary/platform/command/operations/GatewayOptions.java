package io.tributary.platform.command.operations;

import io.tributary.platform.command.CommonOptions;
import io.tributary.platform.command.Tributary;
import io.tributary.platform.parts.Layout;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that calls the operations of the running platform. */
final class GatewayOptions {
    @Mixin private CommonOptions common = new CommonOptions();

    @Option(names = "--token", paramLabel = "TOKEN", description = "Bearer token with the role ops (default: $" + BearerToken.VARIABLE
            + ", else DIR/tokens/ops if it is there).") private @Nullable String token;

    boolean isJson() { return common.isJson(); }

    /** The gateway of the platform that runs on the data directory. */
    Operations connect() throws IOException, InterruptedException {
        var running = common.run().read().filter(status -> status.supervisor().isPresent()).orElseThrow(
                () -> new OperationFailed("Nothing runs on " + common.dataDir() + ".", Tributary.NOT_RUNNING));
        return new Operations("http://127.0.0.1:" + running.portBase(), BearerToken.find(token,
                Layout.tokens(common.dataDir(), running.portBase())));
    }
}
