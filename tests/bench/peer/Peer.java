import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The runtime's trivial process (tests/e2e/counter) as a program of Kafka Streams: decodes the
 * event, counts the records of each conversation in a RocksDB store with a changelog, and writes a
 * signal for every so-many-th of them. Or, as what a team has before it has a detector: for each
 * whose text asks for a person or complains, by two regular expressions. It checks less than the
 * runtime: not the key against partition and value, not text for UTF-8, and it has no dead letters.
 *
 * <p>Arguments are NAME=VALUE: peer.in, peer.out, peer.event and peer.signal (schema files),
 * peer.every (without it: the expressions), peer.header.bytes; all others are properties of Kafka
 * Streams. Says on stdout how many records are committed; runs until SIGTERM; an error ends it.
 */
public final class Peer implements Processor<String, byte[], String, byte[]> {
    private static final String STORE = "counts";
    private static final int FRAME_BYTES = 5; // Confluent's: a zero and the schema's id
    private static final Pattern PERSON = Pattern.compile(
        "\\b(?:(?:speak|talk|chat) (?:to|with) (?:an? |the )?(?:real |live )?"
            + "(?:human|person|agent|representative|someone|somebody)"
            + "|(?:real|live|human) (?:person|agent|being)"
            + "|(?:connect|transfer|put) me (?:through )?to|operator|representative)\\b",
        Pattern.CASE_INSENSITIVE);
    private static final Pattern ANGER = Pattern.compile(
        "\\b(?:useless|ridiculous|unacceptable|terrible|awful|worst|angry|furious|disappointed"
            + "|fed up|sick of|waste of (?:my )?time|complain(?:t|ing)?|not working|same answer"
            + "|already told you)\\b",
        Pattern.CASE_INSENSITIVE);

    private final Schema signalSchema;
    private final GenericDatumReader<GenericRecord> reader;
    private final GenericDatumWriter<GenericRecord> writer;
    private final long every;
    private final GenericData.EnumSymbol escalate;
    private final byte[] header;
    private BinaryDecoder decoder;
    private BinaryEncoder encoder;
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, Long> counts;

    private Peer(Schema event, Schema signal, long every, int headerBytes) {
        GenericData data = new GenericData();
        data.setFastReaderEnabled(true);
        this.signalSchema = signal;
        this.reader = new GenericDatumReader<>(event, event, data);
        this.writer = new GenericDatumWriter<>(signal, data);
        this.escalate =
            new GenericData.EnumSymbol(signal.getField("kind").schema(), "escalate");
        this.every = every;
        this.header = new byte[headerBytes];
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.counts = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, byte[]> in) {
        GenericRecord event = decode(in.value());
        Long before = counts.get(in.key());
        long count = before == null ? 1 : before + 1;

        counts.put(in.key(), count);
        if (every > 0 ? isInTurn(in.key(), count) : isWanted(event.get("text").toString())) {
            Record<String, byte[]> out = in.withValue(signal(event, in.key(), count));
            out.headers().add("h", header);
            context.forward(out);
        }
    }

    /** As the counter does: conversations take turns, so that short ones give their share too. */
    private boolean isInTurn(String key, long count) {
        long turn = count;

        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            turn = turn * 31 + (b & 0xff);
        }
        return Long.remainderUnsigned(turn, every) == 0;
    }

    private static boolean isWanted(String text) {
        return PERSON.matcher(text).find() || ANGER.matcher(text).find();
    }

    private GenericRecord decode(byte[] framed) {
        if (framed.length < FRAME_BYTES || framed[0] != 0) {
            throw new IllegalArgumentException("no frame");
        }
        try {
            decoder = DecoderFactory.get()
                .binaryDecoder(framed, FRAME_BYTES, framed.length - FRAME_BYTES, decoder);
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] signal(GenericRecord event, String key, long count) {
        GenericRecord signal = new GenericRecordBuilder(signalSchema)
            .set("tenant", event.get("tenant"))
            .set("conversation_id", event.get("conversation_id"))
            .set("sequence", count)
            .set("signal_id", key + "/" + count)
            .set("kind", escalate)
            .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        out.write(new byte[FRAME_BYTES], 0, FRAME_BYTES);
        try {
            encoder = EncoderFactory.get().binaryEncoder(out, encoder);
            writer.write(signal, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Schema schema(String file) throws IOException {
        return new Schema.Parser().parse(new File(file));
    }

    private static Topology topology(Properties all) throws IOException {
        Schema event = schema(all.getProperty("peer.event"));
        Schema signal = schema(all.getProperty("peer.signal"));
        long every = Long.parseLong(all.getProperty("peer.every", "0"));
        int headerBytes = Integer.parseInt(all.getProperty("peer.header.bytes"));
        var store = Stores
            .keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long())
            .withCachingEnabled(); // a key that changes twice in a transaction is written once

        return new Topology()
            .addSource("in", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(),
                all.getProperty("peer.in"))
            .addProcessor("count", () -> new Peer(event, signal, every, headerBytes), "in")
            .addStateStore(store, "count")
            .addSink("out", all.getProperty("peer.out"), Serdes.String().serializer(),
                Serdes.ByteArray().serializer(), "count");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Properties all = new Properties();

        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            all.setProperty(pair[0], pair[1]);
        }
        KafkaStreams streams = new KafkaStreams(topology(all), all);
        streams.setUncaughtExceptionHandler((Throwable e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            return null;
        });
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        sayWhatIsCommitted(streams);
    }

    /** A line with the records committed so far, at most 20 times a second. */
    private static void sayWhatIsCommitted(KafkaStreams streams) throws InterruptedException {
        for (long last = 0;; Thread.sleep(50)) {
            long committed = streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.committedOffsets().values().stream())
                .mapToLong(offset -> Math.max(offset, 0))
                .sum();

            if (committed != last) {
                System.out.println("committed " + committed);
                last = committed;
            }
        }
    }
}
