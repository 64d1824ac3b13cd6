package io.tributary.platform.supervisor;

import java.util.Locale;

public enum PartState {
    WAITING, STARTING, RUNNING, RESTARTING, STOPPED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
