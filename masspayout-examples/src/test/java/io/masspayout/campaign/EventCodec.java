package io.masspayout.campaign;

import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.EventPosition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened on the ledger, as bytes. */
final class EventCodec {

    private EventCodec() {}

    static void write(DataOutputStream out, EventPosition position) throws IOException {
        out.writeLong(position.timestamp());
        out.writeInt(position.index());
    }

    static EventPosition position(DataInputStream in) throws IOException {
        return new EventPosition(in.readLong(), in.readInt());
    }

    static void write(DataOutputStream out, EventPage page) throws IOException {
        out.writeInt(page.events().size());
        for (LedgerEvent event : page.events()) {
            write(out, event);
        }
        write(out, page.readTo());
        out.writeBoolean(page.more());
    }

    static EventPage page(DataInputStream in) throws IOException {
        List<LedgerEvent> events = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            events.add(event(in));
        }
        return new EventPage(events, position(in), in.readBoolean());
    }

    static void write(DataOutputStream out, LedgerEvent event) throws IOException {
        out.writeUTF(event.contractId());
        write(out, event.position());
        out.writeUTF(event.type());
        out.writeUTF(event.transactionId());
        out.writeInt(event.attributes().size());
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            out.writeUTF(attribute.getKey());
            out.writeUTF(attribute.getValue());
        }
    }

    static LedgerEvent event(DataInputStream in) throws IOException {
        String contract = in.readUTF();
        EventPosition position = position(in);
        String type = in.readUTF();
        String transaction = in.readUTF();
        Map<String, String> attributes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            attributes.put(in.readUTF(), in.readUTF());
        }
        return new LedgerEvent(contract, position, type, transaction, attributes);
    }
}
