"""What the database itself does for history; the owner of the tables runs it, the service cannot.

`history_record` fingerprints each new event. `history_refuse` stops changes to events and entries.
`history_redact` is the way past it: it blanks text and records that it did. `history_guard` puts
the triggers on one event table. `history_redact_words` and `history_forget_people` are redactions
as well: of some words within a text, and of who did something.
"""

INSTALL = """
CREATE OR REPLACE FUNCTION history_digest(event jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(convert_to(jsonb_strip_nulls(event)::text, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION history_record() RETURNS trigger
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
    INSERT INTO history_entry (kind, event_table, event_id, digest, recorded_at)
    VALUES ('event', TG_TABLE_NAME, NEW.pgh_id, history_digest(to_jsonb(NEW)), clock_timestamp());
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION history_may_be_emptied() RETURNS boolean
LANGUAGE sql STABLE AS $$
    -- Django's tests empty their own database, named test_…, between one and the next.
    SELECT starts_with(current_database(), 'test_')
       AND current_setting('history.strict', true) IS DISTINCT FROM 'on'
$$;

CREATE OR REPLACE FUNCTION history_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF history_may_be_emptied() THEN
            RETURN NULL;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND current_setting('history.redacting', true) = 'yes' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history is append-only: % of % refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION history_refuse_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND history_may_be_emptied() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.number IS NULL
       AND ROW(OLD.id, OLD.kind, OLD.event_table, OLD.event_id, OLD.digest, OLD.recorded_at)
         = ROW(NEW.id, NEW.kind, NEW.event_table, NEW.event_id, NEW.digest, NEW.recorded_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history is append-only: % of history_entry refused', TG_OP;
END $$;

CREATE OR REPLACE FUNCTION history_redact(event_table text, event_ids bigint[], field text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET timezone = 'UTC' AS $$
DECLARE changed bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'history_record'
                   AND tgrelid = format('%I', event_table)::regclass) THEN
        RAISE EXCEPTION '% is not an event table', event_table;
    END IF;
    PERFORM set_config('history.redacting', 'yes', true);
    EXECUTE format(
        'WITH blanked AS (UPDATE %1$I e SET %2$I = ''[removed]''
                          WHERE pgh_id = ANY($1) AND %2$I <> ''[removed]'' AND %2$I <> ''''
                          RETURNING e.*)
         INSERT INTO history_entry (kind, event_table, event_id, digest, recorded_at)
         SELECT ''redaction'', %1$L, pgh_id, history_digest(to_jsonb(blanked)), clock_timestamp()
         FROM blanked', event_table, field) USING event_ids;
    GET DIAGNOSTICS changed = ROW_COUNT;
    PERFORM set_config('history.redacting', '', true);
    RETURN changed;
END $$;

CREATE OR REPLACE FUNCTION history_guard(event_table text) RETURNS void
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'history_record'
               AND tgrelid = format('%I', event_table)::regclass) THEN
        RETURN;
    END IF;
    EXECUTE format(
        'INSERT INTO history_entry (kind, event_table, event_id, digest, recorded_at)
         SELECT ''event'', %1$L, pgh_id, history_digest(to_jsonb(e)), clock_timestamp()
         FROM %1$I e ORDER BY pgh_id', event_table);
    EXECUTE format('CREATE TRIGGER history_record AFTER INSERT ON %I
                    FOR EACH ROW EXECUTE FUNCTION history_record()', event_table);
    EXECUTE format('CREATE TRIGGER history_refuse BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION history_refuse()', event_table);
    EXECUTE format('CREATE TRIGGER history_refuse_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()', event_table);
END $$;

CREATE TRIGGER history_refuse BEFORE UPDATE OR DELETE ON history_entry
    FOR EACH ROW EXECUTE FUNCTION history_refuse_entry();
CREATE TRIGGER history_refuse_truncate BEFORE TRUNCATE ON history_entry
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse_entry();
"""

REMOVE = """
DROP TRIGGER IF EXISTS history_refuse_truncate ON history_entry;
DROP TRIGGER IF EXISTS history_refuse ON history_entry;
DROP FUNCTION IF EXISTS history_record() CASCADE;
DROP FUNCTION IF EXISTS history_refuse() CASCADE;
DROP FUNCTION IF EXISTS history_refuse_entry() CASCADE;
DROP FUNCTION IF EXISTS history_may_be_emptied();
DROP FUNCTION IF EXISTS history_redact(text, bigint[], text);
DROP FUNCTION IF EXISTS history_guard(text);
DROP FUNCTION IF EXISTS history_digest(jsonb);
"""

FORGET = """
CREATE OR REPLACE FUNCTION history_redact_words(
    event_table text, event_ids bigint[], field text, words text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET timezone = 'UTC' AS $$
DECLARE changed bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'history_record'
                   AND tgrelid = format('%I', event_table)::regclass) THEN
        RAISE EXCEPTION '% is not an event table', event_table;
    END IF;
    PERFORM set_config('history.redacting', 'yes', true);
    EXECUTE format(
        'WITH blanked AS (UPDATE %1$I e SET %2$I = regexp_replace(%2$I, $2, ''[removed]'', ''gi'')
                          WHERE pgh_id = ANY($1) AND %2$I ~* $2
                          RETURNING e.*)
         INSERT INTO history_entry (kind, event_table, event_id, digest, recorded_at)
         SELECT ''redaction'', %1$L, pgh_id, history_digest(to_jsonb(blanked)), clock_timestamp()
         FROM blanked', event_table, field) USING event_ids, words;
    GET DIAGNOSTICS changed = ROW_COUNT;
    PERFORM set_config('history.redacting', '', true);
    RETURN changed;
END $$;

CREATE OR REPLACE FUNCTION history_forget_people(
    event_table text, event_ids bigint[], field text, people bigint[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET timezone = 'UTC' AS $$
DECLARE changed bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'history_record'
                   AND tgrelid = format('%I', event_table)::regclass) THEN
        RAISE EXCEPTION '% is not an event table', event_table;
    END IF;
    PERFORM set_config('history.redacting', 'yes', true);
    EXECUTE format(
        'WITH blanked AS (
             UPDATE %1$I e
             SET %2$I = CASE WHEN %2$I = ANY($2) THEN NULL ELSE %2$I END,
                 pgh_context = CASE WHEN (pgh_context->>''by'')::bigint = ANY($2)
                                    THEN pgh_context - ''by'' ELSE pgh_context END
             WHERE pgh_id = ANY($1)
               AND (%2$I = ANY($2) OR (pgh_context->>''by'')::bigint = ANY($2))
             RETURNING e.*)
         INSERT INTO history_entry (kind, event_table, event_id, digest, recorded_at)
         SELECT ''redaction'', %1$L, pgh_id, history_digest(to_jsonb(blanked)), clock_timestamp()
         FROM blanked', event_table, field) USING event_ids, people;
    GET DIAGNOSTICS changed = ROW_COUNT;
    PERFORM set_config('history.redacting', '', true);
    RETURN changed;
END $$;
"""

REMEMBER = """
DROP FUNCTION IF EXISTS history_redact_words(text, bigint[], text, text);
DROP FUNCTION IF EXISTS history_forget_people(text, bigint[], text, bigint[]);
"""
