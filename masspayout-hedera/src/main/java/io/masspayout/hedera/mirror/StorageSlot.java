package io.masspayout.hedera.mirror;

import java.time.Instant;

/**
 * A word of a contract's storage.
 *
 * @param slot its address, 32 bytes as 0x and hex digits
 * @param value 32 bytes as 0x and hex digits
 * @param timestamp consensus time of the last change
 */
record StorageSlot(String slot, String value, Instant timestamp) {

    static StorageSlot read(Json slot) {
        return new StorageSlot(slot.text("slot"), slot.text("value"), slot.time("timestamp"));
    }
}
