package io.tributary.eventstore.mongo;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.bson.BsonBinarySubType;
import org.bson.Document;
import org.bson.types.Binary;

/** UUIDs in the standard binary form, whatever the client is set to. */
final class Uuids {
    private static final int BYTES = 16;

    private Uuids() {}

    static Binary binary(UUID id) {
        var bytes = ByteBuffer.allocate(BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
        return new Binary(BsonBinarySubType.UUID_STANDARD, bytes);
    }

    /**
     * A client set to the standard form hands out UUIDs, any other binaries.
     *
     * @throws InvalidCommit if the field holds neither
     */
    static UUID read(Document document, String field) {
        return switch (document.get(field)) {
            case Binary binary when binary.length() == BYTES -> {
                var bytes = ByteBuffer.wrap(binary.getData());
                yield new UUID(bytes.getLong(), bytes.getLong());
            }
            case UUID id -> id;
            case null, default -> throw new InvalidCommit("its field '" + field + "' is not a UUID");
        };
    }
}
