#!/usr/bin/env python3
"""A bot on Kafka alone (confluent-kafka): customers' words and `holder` events come in one topic.

    BATON_BROKERS=… BATON_REGISTRY=… [BATON_PREFIX=…] bot_kafka.py TENANT

Its model takes three seconds. It speaks if the holder is still the one that it was when the customer
asked: then it says so itself (reported), under that epoch.
"""

import os
import sys
import time

from confluent_kafka import Consumer, Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

brokers = {"bootstrap.servers": os.environ["BATON_BROKERS"]}
topic = os.environ.get("BATON_PREFIX", "") + "conversation-events"
registry = SchemaRegistryClient({"url": os.environ["BATON_REGISTRY"]})
encode = AvroSerializer(registry, conf={"auto.register.schemas": False, "use.latest.version": True})
decode, field = AvroDeserializer(registry), SerializationContext(topic, MessageField.VALUE)
producer = Producer({**brokers, "partitioner": "murmur2_random", "enable.idempotence": True})
group = {"group.id": f"bot-{os.urandom(8).hex()}", "auto.offset.reset": "earliest"}
consumer = Consumer({**brokers, **group})  # of its own: it reads all holder events at each start
consumer.subscribe([topic])

started = time.time() * 1000
# Of each conversation: who holds it, and the epoch. Answers: when, where, to what, who held then.
holders, thinking = {}, []

while True:
    record = consumer.poll(0.1)
    if record and not record.error() and record.key().startswith(f"{sys.argv[1]}/".encode()):
        key, event = record.key(), decode(record.value(), field)
        if event["type"] == "holder":
            holders[key] = event["holder"]["kind"], event["holder"]["epoch"]
        elif event["speaker"] == "customer" and record.timestamp()[1] >= started:
            thinking.append((time.time() + 3, key, event, holders.get(key, ("bot", 0))))
    while thinking and thinking[0][0] <= time.time():
        _, key, asked, then = thinking.pop(0)
        if then[0] == "bot" and holders.get(key, ("bot", 0)) == then:  # nobody else took over
            said = {"tenant": asked["tenant"], "conversation_id": asked["conversation_id"],
                    "event_id": f"{asked['event_id']}-answer", "in_reply_to": asked["event_id"],
                    "type": "message", "speaker": "bot", "epoch": then[1], "text": "Off and on?"}
            producer.produce(topic, key=key, value=encode(said, field))
            producer.poll(0)
            print("say", asked["conversation_id"], said["text"], flush=True)
