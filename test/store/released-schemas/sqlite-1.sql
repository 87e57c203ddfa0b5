-- A file as version 1 of the tables has it, with two commands in it.
CREATE TABLE steps (version INTEGER NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE log (epoch TEXT NOT NULL) STRICT;
CREATE TABLE events (
    number INTEGER NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (tenant, stream, revision)
  ) STRICT;
CREATE INDEX events_of_tenant ON events (tenant, number);
CREATE TABLE receipts (
    tenant TEXT NOT NULL,
    command_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    stream TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (tenant, command_id)
  ) STRICT, WITHOUT ROWID;
CREATE VIEW readable_events AS
    SELECT number, tenant, stream, revision,
      text ->> '$.header.type' AS type,
      text ->> '$.header.occurredAt' AS occurred_at,
      text ->> '$.header.recordedAt' AS recorded_at,
      text ->> '$.header.actor' AS actor,
      text -> '$.event' AS event
    FROM events WHERE json_valid(text);

INSERT INTO steps VALUES (1);
INSERT INTO log VALUES ('0123456789abcdef');
INSERT INTO events VALUES (1, 'default', 'guestbook/lobby', 0, '{"a": "first"}');
INSERT INTO events VALUES (2, 'default', 'guestbook/lobby', 1, '"second"');
INSERT INTO events VALUES (3, 'other', 'guestbook/lobby', 0, '"of another tenant"');
INSERT INTO events VALUES (4, 'default', 'guestbook/garden', 0, '"third"');
INSERT INTO receipts VALUES ('default', 'c1', 'f1', 'guestbook/lobby', 0, 1, 2);
INSERT INTO receipts VALUES ('other', 'c1', 'f1', 'guestbook/lobby', 0, 0, 3);
INSERT INTO receipts VALUES ('default', 'c2', 'f2', 'guestbook/garden', 0, 0, 4);
