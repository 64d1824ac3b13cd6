package io.tributary.platform.supervisor;

import java.time.Duration;
import java.util.List;

/** What a person in front of the platform is told while it runs. */
public interface Announcements {
    void ready(String part, long pid, int port, Duration took);

    /** The part is gone, or did not become ready; it is started again after the pause. */
    void failed(String part, String how, List<String> lastLines, Duration pause);

    void stopped(String part);
}
