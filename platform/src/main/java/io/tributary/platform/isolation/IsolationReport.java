package io.tributary.platform.isolation;

import io.tributary.platform.isolation.Finding.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Every kind of attempt once, in the order in which they were made. */
public record IsolationReport(String topology, List<Finding> findings) {
    public static IsolationReport of(String topology, List<Finding> all) {
        List<Finding> merged = new ArrayList<>();
        for (Finding finding : all) {
            int known = indexOf(merged, finding);
            if (known < 0) {
                merged.add(finding);
            } else {
                merged.set(known, merged.get(known).and(finding));
            }
        }
        return new IsolationReport(topology, List.copyOf(merged));
    }

    /** How many attempts were made. */
    public int attempts() {
        return findings.stream().mapToInt(Finding::attempts).sum();
    }

    public List<Finding> with(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).toList();
    }

    /** Nobody gets anywhere but where this is accepted, and every attempt had an answer. */
    public boolean holds() {
        return with(Outcome.ALLOWED).isEmpty() && with(Outcome.UNDECIDED).isEmpty();
    }

    private static int indexOf(List<Finding> merged, Finding finding) {
        for (int i = 0; i < merged.size(); i++) {
            if (merged.get(i).isSameKindAs(finding)) {
                return i;
            }
        }
        return -1;
    }
}
