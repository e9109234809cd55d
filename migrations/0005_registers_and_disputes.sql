CREATE TABLE "disputed_records" (
	"dispute_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "disputed_records_dispute_id_record_id_pk" PRIMARY KEY("dispute_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "secrecy_disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"words" text NOT NULL,
	"filed_by" text NOT NULL,
	"filed_on" date NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"decide_by" date,
	"notice_id" uuid,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "secrecy_disputes_once" UNIQUE("decision_id","part"),
	CONSTRAINT "secrecy_disputes_closed" CHECK (("secrecy_disputes"."state" = 'open') = ("secrecy_disputes"."closed_at" is null)
    and ("secrecy_disputes"."closed_at" is null) = ("secrecy_disputes"."closed_by" is null)),
	CONSTRAINT "secrecy_disputes_told" CHECK (("secrecy_disputes"."state" in ('upheld', 'overturned')) = ("secrecy_disputes"."notice_id" is not null)),
	CONSTRAINT "secrecy_disputes_decided_anew" CHECK (("secrecy_disputes"."state" = 'overturned') = ("secrecy_disputes"."decide_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "referral_handovers" (
	"referral_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"side" text NOT NULL,
	"from_agency" text NOT NULL,
	"to_agency" text NOT NULL,
	"act" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "referral_handovers_referral_id_seq_pk" PRIMARY KEY("referral_id","seq"),
	CONSTRAINT "referral_handovers_to_another" CHECK ("referral_handovers"."from_agency" <> "referral_handovers"."to_agency")
);
--> statement-breakpoint
CREATE TABLE "registered_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"number" text NOT NULL,
	"description" text NOT NULL,
	"section" text NOT NULL,
	"circle" text[] NOT NULL,
	"secret_list_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"determined_on" date NOT NULL,
	"registered_by" uuid NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registered_secrets_number" UNIQUE("agency_code","number"),
	CONSTRAINT "registered_secrets_position" CHECK ("registered_secrets"."position" > 0)
);
--> statement-breakpoint
CREATE TABLE "secret_carriers" (
	"secret_id" uuid NOT NULL,
	"carrier_id" uuid NOT NULL,
	"noted_by" uuid NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "secret_carriers_secret_id_carrier_id_pk" PRIMARY KEY("secret_id","carrier_id")
);
--> statement-breakpoint
CREATE TABLE "secret_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"act" text NOT NULL,
	"level" text NOT NULL,
	"secret_until" date,
	"secret_condition" text,
	"provision" text,
	"made_on" date NOT NULL,
	"decided_by" text NOT NULL,
	"authority_id" uuid,
	"classifier_id" uuid,
	"designation" text,
	"document" text,
	"ground" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "secret_entries_seq" UNIQUE("secret_id","seq"),
	CONSTRAINT "secret_entries_first" CHECK (("secret_entries"."seq" = 1) = ("secret_entries"."act" = 'registered')),
	CONSTRAINT "secret_entries_end_somehow" CHECK (num_nonnulls("secret_entries"."secret_until", "secret_entries"."secret_condition")
    = case when "secret_entries"."act" = 'declassified' then 0 else 1 end),
	CONSTRAINT "secret_entries_by_authority" CHECK (("secret_entries"."decided_by" = 'agency') = ("secret_entries"."authority_id" is not null)
    and ("secret_entries"."decided_by" = 'agency') = ("secret_entries"."document" is null)),
	CONSTRAINT "secret_entries_classified_by_someone" CHECK (("secret_entries"."decided_by" = 'agency' or "secret_entries"."seq" = 1) = ("secret_entries"."classifier_id" is not null)
    and ("secret_entries"."designation" is null or "secret_entries"."classifier_id" is not null)),
	CONSTRAINT "secret_entries_by_two_people" CHECK ("secret_entries"."classifier_id" <> "secret_entries"."recorded_by")
);
--> statement-breakpoint
CREATE TABLE "secret_filings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"paper_id" uuid NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"secrecy_received_by" uuid,
	"secrecy_received_at" timestamp (3) with time zone,
	"office_received_by" uuid,
	"office_received_at" timestamp (3) with time zone,
	CONSTRAINT "secret_filings_once" UNIQUE("entry_id"),
	CONSTRAINT "secret_filings_secrecy_received" CHECK (("secret_filings"."secrecy_received_by" is null) = ("secret_filings"."secrecy_received_at" is null)),
	CONSTRAINT "secret_filings_office_received" CHECK (("secret_filings"."office_received_by" is null) = ("secret_filings"."office_received_at" is null)),
	CONSTRAINT "secret_filings_received_by_another" CHECK ("secret_filings"."secrecy_received_by" <> "secret_filings"."filed_by" and "secret_filings"."office_received_by" <> "secret_filings"."filed_by")
);
--> statement-breakpoint
CREATE TABLE "agency_staffing" (
	"agency_code" text PRIMARY KEY NOT NULL,
	"looked_on" date,
	"chain_version" integer,
	"gaps" jsonb NOT NULL,
	"case_id" uuid
);
--> statement-breakpoint
CREATE TABLE "shortages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"step" text NOT NULL,
	"level" integer,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"mended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "terms" DROP CONSTRAINT "terms_once";--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "disputed_records" ADD CONSTRAINT "disputed_records_dispute_id_secrecy_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."secrecy_disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputed_records" ADD CONSTRAINT "disputed_records_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_disputes" ADD CONSTRAINT "secrecy_disputes_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_disputes" ADD CONSTRAINT "secrecy_disputes_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_disputes" ADD CONSTRAINT "secrecy_disputes_of_part" FOREIGN KEY ("decision_id","part") REFERENCES "public"."decision_parts"("decision_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_handovers" ADD CONSTRAINT "referral_handovers_referral_id_referrals_id_fk" FOREIGN KEY ("referral_id") REFERENCES "public"."referrals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registered_secrets" ADD CONSTRAINT "registered_secrets_id_case_heads_id_fk" FOREIGN KEY ("id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registered_secrets" ADD CONSTRAINT "registered_secrets_secret_list_id_secret_lists_id_fk" FOREIGN KEY ("secret_list_id") REFERENCES "public"."secret_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_carriers" ADD CONSTRAINT "secret_carriers_secret_id_registered_secrets_id_fk" FOREIGN KEY ("secret_id") REFERENCES "public"."registered_secrets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_carriers" ADD CONSTRAINT "secret_carriers_carrier_id_carriers_id_fk" FOREIGN KEY ("carrier_id") REFERENCES "public"."carriers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_entries" ADD CONSTRAINT "secret_entries_secret_id_registered_secrets_id_fk" FOREIGN KEY ("secret_id") REFERENCES "public"."registered_secrets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_entries" ADD CONSTRAINT "secret_entries_authority_id_classification_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."classification_authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_filings" ADD CONSTRAINT "secret_filings_secret_id_registered_secrets_id_fk" FOREIGN KEY ("secret_id") REFERENCES "public"."registered_secrets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_filings" ADD CONSTRAINT "secret_filings_entry_id_secret_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."secret_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_filings" ADD CONSTRAINT "secret_filings_paper_id_house_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."house_papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_staffing" ADD CONSTRAINT "agency_staffing_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_staffing" ADD CONSTRAINT "agency_staffing_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortages" ADD CONSTRAINT "shortages_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputed_records_by_record" ON "disputed_records" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "secrecy_disputes_by_case" ON "secrecy_disputes" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "secrecy_disputes_by_agency" ON "secrecy_disputes" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "secrecy_disputes_open" ON "secrecy_disputes" USING btree ("agency_code","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "registered_secrets_by_agency" ON "registered_secrets" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "secret_carriers_by_carrier" ON "secret_carriers" USING btree ("carrier_id");--> statement-breakpoint
CREATE INDEX "secret_filings_of_secret" ON "secret_filings" USING btree ("secret_id");--> statement-breakpoint
CREATE INDEX "secret_filings_by_agency" ON "secret_filings" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "secret_filings_to_receive" ON "secret_filings" USING btree ("agency_code","id") WHERE secrecy_received_at is null or office_received_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "shortages_one_open" ON "shortages" USING btree ("case_id","step",coalesce(level, 0)) WHERE mended_at is null;--> statement-breakpoint
CREATE INDEX "shortages_by_case" ON "shortages" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "shortages_by_time" ON "shortages" USING btree ("since","id");--> statement-breakpoint
CREATE INDEX "shortages_by_agency" ON "shortages" USING btree ("agency_code","since","id");--> statement-breakpoint
CREATE UNIQUE INDEX "terms_one_open" ON "terms" USING btree ("kind","subject_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "carriers_in_being" ON "carriers" USING btree ("agency_code","id") WHERE state <> 'destroyed';--> statement-breakpoint
CREATE INDEX "disclosures_by_bytes" ON "disclosures" USING btree ("sha256") WHERE taken_down_at is null;--> statement-breakpoint
CREATE INDEX "referrals_secret" ON "referrals" USING btree ("sha256") WHERE ruling = 'secret';--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_once" UNIQUE("kind","subject_id","round");--> statement-breakpoint
-- The register of secrets: each entry goes on from the last one, within what the law allows and by who may. What stood before stays.
CREATE FUNCTION "secret_entry_follows"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  levels CONSTANT text[] := ARRAY['secret', 'confidential', 'top_secret'];
  level_of CONSTANT integer := array_position(levels, NEW.level);
  secret registered_secrets;
  before secret_entries;
BEGIN
  SELECT * INTO secret FROM registered_secrets s WHERE s.id = NEW.secret_id;
  SELECT * INTO before FROM secret_entries e WHERE e.secret_id = NEW.secret_id ORDER BY e.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(before.seq, 0) + 1 OR before.act = 'declassified'
    OR NEW.seq = 1 AND NEW.made_on <> secret.determined_on OR NEW.made_on < before.made_on
    OR NEW.act <> 'declassified' AND before.secret_until < NEW.made_on THEN
    RAISE EXCEPTION 'this entry does not follow the last one' USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_entries_in_order';
  END IF;
  IF NEW.seq > 1 AND (CASE NEW.act
    WHEN 'raised' THEN level_of <= array_position(levels, before.level)
    WHEN 'lowered' THEN level_of >= array_position(levels, before.level)
    WHEN 'extended' THEN level_of <> array_position(levels, before.level) OR coalesce(NEW.secret_until <= before.secret_until, false)
    WHEN 'shortened' THEN level_of <> array_position(levels, before.level) OR coalesce(NEW.secret_until >= before.secret_until, false)
    ELSE level_of <> array_position(levels, before.level) END) THEN
    RAISE EXCEPTION 'this entry is not what it says' USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_entries_as_said';
  END IF;
  IF NEW.provision IS NULL AND NEW.secret_until > secret.determined_on + make_interval(years => 10 * level_of) THEN
    RAISE EXCEPTION 'this period is longer than that of its level' USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_entries_period';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "secret_entries_in_order" BEFORE INSERT ON "secret_entries" FOR EACH ROW
EXECUTE FUNCTION "secret_entry_follows"();--> statement-breakpoint
CREATE FUNCTION "secret_entry_by_power"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  levels CONSTANT text[] := ARRAY['secret', 'confidential', 'top_secret'];
  secret registered_secrets;
BEGIN
  SELECT * INTO secret FROM registered_secrets s WHERE s.id = NEW.secret_id;
  IF NEW.decided_by = 'agency' AND NOT EXISTS (
    SELECT FROM classification_authorities a
    WHERE a.id = NEW.authority_id AND a.agency_code IN (
        WITH RECURSIVE line AS (
          SELECT secret.agency_code AS code
          UNION SELECT g.successor_code FROM line l JOIN agencies g ON g.code = l.code WHERE g.successor_code IS NOT NULL)
        SELECT l.code FROM line l) AND a.from_on <= NEW.made_on
      AND coalesce(a.until_on >= NEW.made_on, true) AND array_position(levels, a.level) >= greatest(array_position(levels, NEW.level), (
        SELECT array_position(levels, e.level) FROM secret_entries e WHERE e.secret_id = NEW.secret_id ORDER BY e.seq DESC LIMIT 1)))
  THEN
    RAISE EXCEPTION 'the unit may not classify so' USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_entries_by_power';
  END IF;
  IF (CASE WHEN NEW.seq = 1 THEN NEW.decided_by = 'superior' ELSE NEW.decided_by <> 'superior' AND NOT EXISTS (
    SELECT FROM secret_entries e WHERE e.secret_id = NEW.secret_id AND e.seq = 1 AND e.decided_by = NEW.decided_by) END) THEN
    RAISE EXCEPTION 'another body determined this' USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_entries_by_classifier';
  END IF;
  IF NEW.seq = 1 AND NOT EXISTS (
    SELECT FROM secret_lists l WHERE l.id = secret.secret_list_id AND l.agency_code = secret.agency_code
      AND (l.matters -> (secret.position - 1) ->> 'level' = NEW.level
        OR NEW.decided_by = 'source' AND secret.position <= jsonb_array_length(l.matters))) THEN
    RAISE EXCEPTION 'the list of the unit has no such line' USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_entries_by_list';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "secret_entries_power" BEFORE INSERT ON "secret_entries" FOR EACH ROW
EXECUTE FUNCTION "secret_entry_by_power"();--> statement-breakpoint
-- Only what was answered and not wholly given is disputed.
CREATE FUNCTION "dispute_is_of_answer"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN decision_parts p ON p.decision_id = d.id AND p.number = NEW.part
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id AND d.state = 'issued' AND p.outcome <> 'disclose'
  ) THEN
    RAISE EXCEPTION 'this part was not withheld' USING ERRCODE = 'check_violation', CONSTRAINT = 'secrecy_disputes_of_answer';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "secrecy_disputes_of_answer" BEFORE INSERT ON "secrecy_disputes" FOR EACH ROW
EXECUTE FUNCTION "dispute_is_of_answer"();--> statement-breakpoint
-- Of two words of the same moment the stricter binds, here as in the rules.
CREATE OR REPLACE FUNCTION "rulings_allow"("of_record" uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public AS $$
  WITH rulings AS MATERIALIZED (SELECT *, ruling IN ('open', 'declassified', 'consents') AS loosens FROM rulings_on(of_record))
  SELECT NOT EXISTS (SELECT FROM rulings WHERE ruling = 'awaited')
    AND coalesce((SELECT ruling NOT IN ('withhold', 'secret') FROM rulings
      WHERE question IN ('level', 'unsuitable', 'declassification') ORDER BY depth, given_at DESC, loosens LIMIT 1), true)
    AND coalesce((SELECT ruling = 'consents' FROM rulings
      WHERE question = 'consent' ORDER BY depth, given_at DESC, loosens LIMIT 1), NOT EXISTS (SELECT FROM rulings WHERE foreign_origin))
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "ruled_open"("of_record" uuid, "doubted_at" timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce((SELECT ruling = 'open' AND given_at >= doubted_at FROM rulings_on(of_record)
    WHERE depth = 0 AND question IN ('level', 'unsuitable') AND ruling <> 'awaited'
    ORDER BY given_at DESC, ruling = 'open' LIMIT 1), false)
$$;--> statement-breakpoint
-- Two people open one seal by their word. A record that is sealed again is not opened by what was said before.
CREATE FUNCTION "unsealing_is_confirmed_once"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  RAISE EXCEPTION 'this is confirmed already' USING ERRCODE = 'check_violation', CONSTRAINT = 'unsealings_confirmed_once';
END
$$;--> statement-breakpoint
CREATE TRIGGER "unsealings_confirmed_once" BEFORE UPDATE ON "unsealings" FOR EACH ROW
WHEN (OLD."confirmed_by" IS NOT NULL) EXECUTE FUNCTION "unsealing_is_confirmed_once"();--> statement-breakpoint
-- The last gate looks at an answer when it is issued: no record is added to it behind that gate.
CREATE FUNCTION "record_is_of_proposal"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM decisions d WHERE d.id = NEW.decision_id AND d.state = 'proposed') THEN
    RAISE EXCEPTION 'this answer is not a proposal any more' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_records_of_proposal';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "decision_records_of_proposal" BEFORE INSERT ON "decision_records" FOR EACH ROW
EXECUTE FUNCTION "record_is_of_proposal"();--> statement-breakpoint
-- What was taken down is made public again by a publication of its own.
CREATE FUNCTION "disclosure_stays_down"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  RAISE EXCEPTION 'this was taken down' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosures_stay_down';
END
$$;--> statement-breakpoint
CREATE TRIGGER "disclosures_stay_down" BEFORE UPDATE ON "disclosures" FOR EACH ROW
WHEN (OLD."taken_down_at" IS NOT NULL AND NEW."taken_down_at" IS NULL) EXECUTE FUNCTION "disclosure_stays_down"();--> statement-breakpoint
-- A dispute asks for the level of records of its own case.
CREATE FUNCTION "disputed_record_is_of_case"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM secrecy_disputes d JOIN records r ON r.case_id = d.case_id WHERE d.id = NEW.dispute_id AND r.id = NEW.record_id) THEN
    RAISE EXCEPTION 'this record is of another case' USING ERRCODE = 'check_violation', CONSTRAINT = 'disputed_records_of_case';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "disputed_records_of_case" BEFORE INSERT ON "disputed_records" FOR EACH ROW
EXECUTE FUNCTION "disputed_record_is_of_case"();--> statement-breakpoint
-- What was made of a record goes out no more once that is sealed.
CREATE OR REPLACE FUNCTION "chain_releases"("of_record" uuid, "of_bytes" text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public AS $$
  SELECT (r.sealed_at IS NULL OR r.unsealed_by IS NOT NULL) AND r.sha256 = of_bytes
    AND NOT EXISTS (
      WITH RECURSIVE line AS (
        SELECT r.rendition_of AS id UNION SELECT o.rendition_of FROM line l JOIN records o ON o.id = l.id)
      SELECT FROM line l JOIN records o ON o.id = l.id WHERE o.sealed_at IS NOT NULL AND o.unsealed_by IS NULL)
    AND (r.scan_state = 'done' OR r.scan_state = 'unreadable' AND EXISTS (
      SELECT FROM manual_checks m WHERE m.record_id = r.id AND m.sha256 = of_bytes AND m.finding = 'clean'))
    AND (SELECT count(*) FROM reviews v WHERE v.record_id = r.id AND v.sha256 = of_bytes AND v.level <= r.review_levels
      AND (v.finding = 'release' OR v.finding = 'refer' AND ruled_open(r.id, v.reviewed_at))) = r.review_levels
    AND NOT EXISTS (SELECT FROM work_secrets w WHERE w.record_id = r.id AND w.state IN ('proposed', 'determined'))
    AND rulings_allow(r.id)
  FROM records r WHERE r.id = of_record
$$;
