CREATE TABLE "calendar_versions" (
	"calendar_id" text NOT NULL,
	"revision" integer NOT NULL,
	"version" text NOT NULL,
	"own_years" jsonb NOT NULL,
	"years" jsonb NOT NULL,
	"cause" text NOT NULL,
	"year" integer,
	"changed_from" date,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"visited" integer DEFAULT 0 NOT NULL,
	"moved" integer DEFAULT 0 NOT NULL,
	"applied_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_versions_calendar_id_revision_pk" PRIMARY KEY("calendar_id","revision")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" text PRIMARY KEY NOT NULL,
	"parent_id" text,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"basis_zh" text,
	"basis_en" text,
	"agency_code" text,
	"version" text NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"regime_version" text,
	"calendar_id" text NOT NULL,
	"calendar_version" text NOT NULL,
	"zone" text NOT NULL,
	"started_on" date NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"provisional" boolean NOT NULL,
	"day_told" boolean NOT NULL,
	"every_months" integer,
	"duty" text,
	"state" text NOT NULL,
	"closed_on" date,
	"closed_at" timestamp (3) with time zone,
	"opened_by" text NOT NULL,
	"opened_at_version" integer DEFAULT 0 NOT NULL,
	"closed_by" text,
	"note" text,
	"close_note" text,
	"tell_at" timestamp (3) with time zone,
	"told" text,
	"told_due_on" date,
	CONSTRAINT "terms_once" UNIQUE("kind","subject_id"),
	CONSTRAINT "terms_closed_on_a_day" CHECK (("terms"."state" = 'open') = ("terms"."closed_on" is null)),
	CONSTRAINT "terms_every_months" CHECK ("terms"."every_months" between 1 and 120),
	CONSTRAINT "terms_open_are_told" CHECK ("terms"."state" = 'open' or "terms"."tell_at" is null)
);
--> statement-breakpoint
CREATE TABLE "clock_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"seq" integer NOT NULL,
	"on_day" date,
	"until_on" date,
	"voids" boolean NOT NULL,
	"evidence" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	"old_due_on" date NOT NULL,
	"new_due_on" date NOT NULL,
	"old_state" text NOT NULL,
	"new_state" text NOT NULL,
	"later" boolean NOT NULL,
	CONSTRAINT "clock_corrections_by_another_person" CHECK ("clock_corrections"."decided_by" <> "clock_corrections"."requested_by"),
	CONSTRAINT "clock_corrections_names_day" CHECK ("clock_corrections"."voids" = ("clock_corrections"."on_day" is null)),
	CONSTRAINT "clock_corrections_later_by_two" CHECK (("clock_corrections"."later" or "clock_corrections"."new_due_on" <= "clock_corrections"."old_due_on"
      and not ("clock_corrections"."old_state" = 'missed' and "clock_corrections"."new_state" = 'met'))
    and ("clock_corrections"."state" <> 'applied' or not "clock_corrections"."later" or "clock_corrections"."decided_by" is not null)),
	CONSTRAINT "clock_corrections_decided_by_someone" CHECK (("clock_corrections"."decided_by" is null) = ("clock_corrections"."decided_at" is null)
    and ("clock_corrections"."state" <> 'rejected' or "clock_corrections"."decided_by" is not null)
    and ("clock_corrections"."state" <> 'pending' or "clock_corrections"."decided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"agency_code" text NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"working_days_before" integer NOT NULL,
	"duty" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "milestones_agency_code_code_pk" PRIMARY KEY("agency_code","code"),
	CONSTRAINT "milestones_before_the_due_day" CHECK ("milestones"."working_days_before" >= 0)
);
--> statement-breakpoint
CREATE TABLE "agency_guides" (
	"agency_code" text NOT NULL,
	"version" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"published_on" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agency_guides_agency_code_version_pk" PRIMARY KEY("agency_code","version")
);
--> statement-breakpoint
CREATE TABLE "disclosure_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"disclosure_id" uuid NOT NULL,
	"finding" text NOT NULL,
	"opinion" text NOT NULL,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure_copies" (
	"disclosure_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"copied_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "disclosure_copies_disclosure_id_client_id_pk" PRIMARY KEY("disclosure_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure_numbers" (
	"agency_code" text NOT NULL,
	"year" integer NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "disclosure_numbers_agency_code_year_pk" PRIMARY KEY("agency_code","year")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"index_number" text NOT NULL,
	"agency_code" text NOT NULL,
	"publication_id" uuid NOT NULL,
	"approved_by" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"category" text NOT NULL,
	"portal_column" text NOT NULL,
	"form" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"made_on" date NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"confirmed_on" date NOT NULL,
	"fresh_until" date,
	"taken_down_at" timestamp (3) with time zone,
	"taken_down_by" text,
	"takedown_cause" text,
	"takedown_reason" text,
	CONSTRAINT "disclosures_indexNumber_unique" UNIQUE("index_number"),
	CONSTRAINT "disclosures_taken_down_by_someone" CHECK (("disclosures"."taken_down_at" is null) = ("disclosures"."taken_down_by" is null)
    and ("disclosures"."taken_down_at" is null) = ("disclosures"."takedown_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"category" text NOT NULL,
	"portal_column" text NOT NULL,
	"cadence" text NOT NULL,
	"form" text NOT NULL,
	"carrier_kind" text NOT NULL,
	"openness" text NOT NULL,
	"openness_reason" text,
	"made_on" date NOT NULL,
	"normative" boolean NOT NULL,
	"flags" text[] NOT NULL,
	"regime_version" text NOT NULL,
	"zone" text NOT NULL,
	"request_id" uuid,
	"state" text NOT NULL,
	"in_scope" boolean,
	"examined_by" uuid,
	"examined_at" timestamp (3) with time zone,
	"examination_reason" text,
	"personal_consent" text,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	CONSTRAINT "publications_decided" UNIQUE("id","decided_by"),
	CONSTRAINT "publications_by_another_person" CHECK ("publications"."decided_by" <> "publications"."proposed_by" and "publications"."decided_by" <> "publications"."opened_by"),
	CONSTRAINT "publications_examined_by_another" CHECK ("publications"."examined_by" <> "publications"."opened_by"),
	CONSTRAINT "publications_examined_by_someone" CHECK (("publications"."in_scope" is null) = ("publications"."examined_by" is null)),
	CONSTRAINT "publications_published_by_someone" CHECK ("publications"."state" <> 'published' or "publications"."decided_by" is not null),
	CONSTRAINT "publications_proposed_by_someone" CHECK ("publications"."state" <> 'proposed' or "publications"."proposed_by" is not null)
);
--> statement-breakpoint
CREATE TABLE "holiday_recalls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"holiday" text NOT NULL,
	"holiday_from" date NOT NULL,
	"recall_on" date NOT NULL,
	"listed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "holiday_recalls_once" UNIQUE("agency_code","holiday_from")
);
--> statement-breakpoint
CREATE TABLE "recalled_records" (
	"recall_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"reader_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recalled_records_recall_id_record_id_reader_id_pk" PRIMARY KEY("recall_id","record_id","reader_id")
);
--> statement-breakpoint
CREATE TABLE "review_chains" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"version" integer NOT NULL,
	"from_on" date NOT NULL,
	"stages" jsonb NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_chains_version" UNIQUE("agency_code","version")
);
--> statement-breakpoint
CREATE TABLE "qualifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"evidence" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "qualifications_in_order" CHECK ("qualifications"."from_on" <= "qualifications"."until_on"),
	CONSTRAINT "qualifications_ended_by_someone" CHECK (("qualifications"."ended_by" is null) = ("qualifications"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"scope" text NOT NULL,
	"agency_code" text,
	"person_id" uuid,
	"request_ids" uuid[] NOT NULL,
	"language" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "feeds_secretHash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "feeds_scope_names_its_own" CHECK (case "feeds"."scope" when 'agency' then "feeds"."agency_code" is not null
    when 'officer' then "feeds"."person_id" is not null else cardinality("feeds"."request_ids") > 0 end)
);
--> statement-breakpoint
ALTER TABLE "clock_entries" DROP CONSTRAINT "clock_entries_only_pauses_end";--> statement-breakpoint
ALTER TABLE "records" DROP CONSTRAINT "records_review_levels";--> statement-breakpoint
ALTER TABLE "requests" DROP CONSTRAINT "requests_receipt_not_after_registration";--> statement-breakpoint
ALTER TABLE "clock_entries" DROP CONSTRAINT "clock_entries_request_id_requests_id_fk";
--> statement-breakpoint
ALTER TABLE "records" DROP CONSTRAINT "records_case_id_case_heads_id_fk";
--> statement-breakpoint
DROP INDEX "deadlines_running_by_agency";--> statement-breakpoint
DROP INDEX "extensions_once";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "pdf_bytes" "bytea";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "pdf_sha256" text;--> statement-breakpoint
ALTER TABLE "clock_entries" ADD COLUMN "corrects" integer;--> statement-breakpoint
ALTER TABLE "clock_entries" ADD COLUMN "calendar_version" text;--> statement-breakpoint
UPDATE "clock_entries" SET "calendar_version" = "deadlines"."calendar_version" FROM "deadlines" WHERE "deadlines"."request_id" = "clock_entries"."request_id";--> statement-breakpoint
ALTER TABLE "clock_entries" ALTER COLUMN "calendar_version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "tell_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "told" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "told_due_on" date;--> statement-breakpoint
UPDATE "deadlines" SET "tell_at" = now() WHERE "state" = 'running';--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "recount_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "agency_code" text;--> statement-breakpoint
UPDATE "extensions" SET "agency_code" = "deadlines"."agency_code" FROM "deadlines" WHERE "deadlines"."request_id" = "extensions"."request_id";--> statement-breakpoint
ALTER TABLE "extensions" ALTER COLUMN "agency_code" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "once" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "cause" text DEFAULT 'other' NOT NULL;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "effective_on" date;--> statement-breakpoint
UPDATE "extensions" SET "effective_on" = ("extensions"."decided_at" at time zone "deadlines"."zone")::date FROM "deadlines" WHERE "deadlines"."request_id" = "extensions"."request_id" AND "extensions"."state" = 'approved';--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "notice_id" uuid;--> statement-breakpoint
UPDATE "extensions" SET "notice_id" = "notices"."id" FROM "notices" WHERE "notices"."case_id" = "extensions"."request_id" AND "notices"."kind" = 'extension' AND "extensions"."state" = 'approved';--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "case_kind" text DEFAULT 'request' NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "chain_id" uuid;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "stages" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "scan_held_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "pages" integer;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "pages_read" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "scan_faults" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "suggestions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "seconds_open" integer;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "hasty" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "clarifications" ADD COLUMN "answer_evidence" text;--> statement-breakpoint
ALTER TABLE "calendar_versions" ADD CONSTRAINT "calendar_versions_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_parent_id_calendars_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_corrections" ADD CONSTRAINT "clock_corrections_request_id_deadlines_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."deadlines"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_checks" ADD CONSTRAINT "disclosure_checks_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_copies" ADD CONSTRAINT "disclosure_copies_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_approved" FOREIGN KEY ("publication_id","approved_by") REFERENCES "public"."publications"("id","decided_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_bytes" FOREIGN KEY ("record_id","sha256") REFERENCES "public"."records"("id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_id_case_heads_id_fk" FOREIGN KEY ("id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalled_records" ADD CONSTRAINT "recalled_records_recall_id_holiday_recalls_id_fk" FOREIGN KEY ("recall_id") REFERENCES "public"."holiday_recalls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalled_records" ADD CONSTRAINT "recalled_records_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_versions_by_name" ON "calendar_versions" USING btree ("calendar_id","version");--> statement-breakpoint
CREATE INDEX "calendar_versions_to_apply" ON "calendar_versions" USING btree ("published_at") WHERE applied_at is null;--> statement-breakpoint
CREATE INDEX "calendars_by_parent" ON "calendars" USING btree ("parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "terms_by_case" ON "terms" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "terms_open_by_agency" ON "terms" USING btree ("agency_code","due_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "terms_open_by_due" ON "terms" USING btree ("due_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "terms_to_tell" ON "terms" USING btree ("tell_at","id") WHERE tell_at is not null;--> statement-breakpoint
CREATE INDEX "terms_by_agency" ON "terms" USING btree ("agency_code","due_at","id");--> statement-breakpoint
CREATE INDEX "terms_by_due" ON "terms" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "terms_counted" ON "terms" USING btree ("calendar_id","calendar_version","id") WHERE state = 'open' and not day_told;--> statement-breakpoint
CREATE UNIQUE INDEX "clock_corrections_one_pending" ON "clock_corrections" USING btree ("request_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "clock_corrections_by_time" ON "clock_corrections" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "clock_corrections_by_state" ON "clock_corrections" USING btree ("state","requested_at","id");--> statement-breakpoint
CREATE INDEX "clock_corrections_by_agency" ON "clock_corrections" USING btree ("agency_code","requested_at","id");--> statement-breakpoint
CREATE INDEX "clock_corrections_later" ON "clock_corrections" USING btree ("requested_at","id") WHERE later;--> statement-breakpoint
CREATE INDEX "clock_corrections_later_by_agency" ON "clock_corrections" USING btree ("agency_code","requested_at","id") WHERE later;--> statement-breakpoint
CREATE INDEX "clock_corrections_by_request" ON "clock_corrections" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "disclosure_checks_of" ON "disclosure_checks" USING btree ("disclosure_id","id");--> statement-breakpoint
CREATE INDEX "disclosure_copies_by_client" ON "disclosure_copies" USING btree ("client_id","disclosure_id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "disclosures_once" ON "disclosures" USING btree ("record_id") WHERE taken_down_at is null;--> statement-breakpoint
CREATE INDEX "disclosures_public" ON "disclosures" USING btree ("published_at","id") WHERE taken_down_at is null;--> statement-breakpoint
CREATE INDEX "disclosures_by_agency" ON "disclosures" USING btree ("agency_code","published_at","id") WHERE taken_down_at is null;--> statement-breakpoint
CREATE INDEX "disclosures_by_category" ON "disclosures" USING btree ("category","published_at","id") WHERE taken_down_at is null;--> statement-breakpoint
CREATE INDEX "disclosures_stale" ON "disclosures" USING btree ("fresh_until","id") WHERE taken_down_at is null and fresh_until is not null;--> statement-breakpoint
CREATE INDEX "disclosures_by_text" ON "disclosures" USING gin (("title" || ' ' || "summary") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "publications_by_agency" ON "publications" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "publications_to_decide" ON "publications" USING btree ("agency_code","proposed_at","id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "holiday_recalls_by_agency" ON "holiday_recalls" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "qualifications_by_person" ON "qualifications" USING btree ("person_id","until_on");--> statement-breakpoint
CREATE INDEX "feeds_by_creator" ON "feeds" USING btree ("created_by","id");--> statement-breakpoint
ALTER TABLE "clock_entries" ADD CONSTRAINT "clock_entries_request_id_deadlines_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."deadlines"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_chain_id_review_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."review_chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_heads" ADD CONSTRAINT "case_heads_kind" UNIQUE("id","kind");--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_case" FOREIGN KEY ("case_id","case_kind") REFERENCES "public"."case_heads"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clock_entries_moves" ON "clock_entries" USING btree ("recorded_at","request_id","seq") WHERE kind in ('extended', 'redated', 'corrected') or kind in ('paused', 'resumed', 'restarted') and author like 'staff:%';--> statement-breakpoint
CREATE INDEX "deadlines_answered" ON "deadlines" USING btree ("regime_id","answered_on","request_id") WHERE answered_on is not null;--> statement-breakpoint
CREATE INDEX "deadlines_open_by_calendar" ON "deadlines" USING btree ("calendar_id","calendar_version","due_on","request_id") WHERE state in ('running', 'paused') and recount_at is null;--> statement-breakpoint
CREATE INDEX "deadlines_to_recount" ON "deadlines" USING btree ("recount_at","calendar_id") WHERE state in ('running', 'paused') and recount_at is not null;--> statement-breakpoint
CREATE INDEX "deadlines_to_tell" ON "deadlines" USING btree ("tell_at","request_id") WHERE tell_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_one_pending" ON "extensions" USING btree ("request_id") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_by_notice" ON "extensions" USING btree ("notice_id") WHERE notice_id is not null;--> statement-breakpoint
CREATE INDEX "extensions_by_agency" ON "extensions" USING btree ("agency_code","state","requested_at","id");--> statement-breakpoint
CREATE INDEX "records_to_scan" ON "records" USING btree ("added_at","id") WHERE scan_state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "reviews_by_reviewer" ON "reviews" USING btree ("reviewer_id","id");--> statement-breakpoint
CREATE INDEX "reviews_hasty" ON "reviews" USING btree ("id") WHERE hasty;--> statement-breakpoint
CREATE INDEX "deadlines_running_by_agency" ON "deadlines" USING btree ("agency_code","due_at","request_id","paused_until") WHERE state = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_once" ON "extensions" USING btree ("request_id") WHERE once and state in ('pending', 'approved');--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_pdf_is_named" CHECK (("notices"."pdf_bytes" is null) = ("notices"."pdf_sha256" is null));--> statement-breakpoint
ALTER TABLE "clock_entries" ADD CONSTRAINT "clock_entries_correction_names_entry" CHECK (("clock_entries"."kind" = 'corrected') = ("clock_entries"."corrects" is not null)
    and "clock_entries"."corrects" < "clock_entries"."seq");--> statement-breakpoint
ALTER TABLE "clock_entries" ADD CONSTRAINT "clock_entries_only_pauses_end" CHECK ("clock_entries"."until_on" is null or "clock_entries"."kind" in ('paused', 'corrected'));--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_effective_once_approved" CHECK ("extensions"."effective_on" is null or "extensions"."state" = 'approved');--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_stages" CHECK (cardinality("records"."stages") = case when "records"."chain_id" is null then 0 else "records"."review_levels" end);--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_review_levels" CHECK ("records"."review_levels" between 1 and 9);--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_receipt_not_after_registration" CHECK ("requests"."received_on" <= ("requests"."registered_at" at time zone "requests"."zone")::date or "requests"."confirm_by" is not null
      or "requests"."channel" in ('online', 'email') and "requests"."received_on" <= ("requests"."registered_at" at time zone "requests"."zone")::date + 14);
--> statement-breakpoint
-- Who reviewed before qualifications were kept goes on for a year, in which his own is to be recorded: no legal day shall pass for the want of it.
INSERT INTO "qualifications" ("id", "person_id", "kind", "from_on", "until_on", "evidence", "recorded_by", "recorded_at")
SELECT gen_random_uuid(), "held"."person_id", 'secrecy_review', current_date - 1, current_date + 365, '此前已担任审查岗位', 'system', now()
FROM (SELECT "holder_id" AS "person_id" FROM "posts" WHERE "duty" = 'review' AND "revoked_at" IS NULL
  UNION SELECT "deputy_id" FROM "posts" WHERE "duty" = 'review' AND "revoked_at" IS NULL AND "deputy_id" IS NOT NULL) "held";
--> statement-breakpoint
-- The last gate (先审查、后公开): whatever the code says, no record is released before every level of its chain has passed its
-- very bytes, and none that is sealed.
CREATE FUNCTION "chain_releases"("of_record" uuid, "of_bytes" text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public AS $$
  SELECT r.sealed_at IS NULL AND r.sha256 = of_bytes AND r.scan_state IN ('done', 'unreadable')
    AND (SELECT count(*) FROM reviews v WHERE v.record_id = r.id AND v.sha256 = of_bytes AND v.finding = 'release'
      AND v.level <= r.review_levels) = r.review_levels
  FROM records r WHERE r.id = of_record
$$;--> statement-breakpoint
CREATE FUNCTION "decision_releases_reviewed"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT FROM decision_records d JOIN decision_parts p ON p.decision_id = d.decision_id AND p.number = d.number
    WHERE d.decision_id = NEW.id AND p.outcome <> 'refuse' AND chain_releases(d.record_id, d.sha256) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'a record of this decision has not passed its whole chain' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_release_reviewed';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "decisions_release_reviewed" BEFORE UPDATE OF "state" ON "decisions" FOR EACH ROW
WHEN (NEW."state" = 'issued') EXECUTE FUNCTION "decision_releases_reviewed"();--> statement-breakpoint
CREATE TRIGGER "decisions_begin_proposed" BEFORE INSERT ON "decisions" FOR EACH ROW
WHEN (NEW."state" = 'issued') EXECUTE FUNCTION "decision_releases_reviewed"();--> statement-breakpoint
CREATE FUNCTION "disclosure_is_reviewed"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF chain_releases(NEW.record_id, NEW.sha256) IS NOT TRUE
    OR NOT EXISTS (SELECT FROM publications p WHERE p.id = NEW.publication_id AND p.state = 'published')
    OR NOT EXISTS (SELECT FROM records r WHERE r.id = NEW.record_id AND r.case_id = NEW.publication_id) THEN
    RAISE EXCEPTION 'this record has not passed its whole chain' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'disclosures_reviewed';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "disclosures_reviewed" BEFORE INSERT ON "disclosures" FOR EACH ROW
EXECUTE FUNCTION "disclosure_is_reviewed"();
--> statement-breakpoint
-- A level that the chain of a record does not have is nobody's to review.
CREATE FUNCTION "review_is_within_chain"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM records r WHERE r.id = NEW.record_id AND NEW.level BETWEEN 1 AND r.review_levels) THEN
    RAISE EXCEPTION 'the chain of this record has no such level' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'reviews_within_chain';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "reviews_within_chain" BEFORE INSERT ON "reviews" FOR EACH ROW
EXECUTE FUNCTION "review_is_within_chain"();
--> statement-breakpoint
-- Every event moves the head of its case. With room on its page the new row needs no new entries in the indexes.
ALTER TABLE "case_heads" SET (fillfactor = 50);
