package io.tributary.platform.command;

import io.tributary.platform.parts.Topology;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Topologies as they are written on the command line. */
final class TopologyName implements ITypeConverter<Topology> {
    @Override
    public Topology convert(String text) {
        return Arrays.stream(Topology.values()).filter(topology -> topology.text().equals(text)).findFirst().orElseThrow(
                () -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(Topology.values()).map(Topology::text).collect(Collectors.joining(", "))));
    }
}
