package io.tributary.platform.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

@Command(name = "demo", description = "A tour.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return Tributary.FAILED;
    }
}
