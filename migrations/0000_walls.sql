CREATE TABLE "case_heads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"agency_code" text NOT NULL,
	"version" integer NOT NULL,
	"last_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"event_id" uuid NOT NULL,
	"consumer" text NOT NULL,
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"first_error" text,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_event_id_consumer_pk" PRIMARY KEY("event_id","consumer"),
	CONSTRAINT "deliveries_parked_says_why" CHECK ("deliveries"."state" <> 'parked' or "deliveries"."first_error" is not null)
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"bytes" "bytea" NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_case_version" UNIQUE("case_id","version"),
	CONSTRAINT "events_version_positive" CHECK ("events"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"sealed_answer" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_numbers" (
	"agency_code" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "notice_numbers_agency_code_kind_year_pk" PRIMARY KEY("agency_code","kind","year")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"language" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock_entries" (
	"request_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"on_day" date NOT NULL,
	"working_days" integer,
	"cause" text NOT NULL,
	"evidence" text,
	"author" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "clock_entries_order" UNIQUE("request_id","seq"),
	CONSTRAINT "clock_entries_extension_has_days" CHECK (("clock_entries"."kind" = 'extended') = ("clock_entries"."working_days" is not null))
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"regime_id" text NOT NULL,
	"regime_version" text NOT NULL,
	"calendar_id" text NOT NULL,
	"calendar_version" text NOT NULL,
	"zone" text NOT NULL,
	"state" text NOT NULL,
	"started_on" date NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"answered_on" date,
	"extended_working_days" integer NOT NULL,
	"provisional" boolean NOT NULL,
	"unknown_years" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "extensions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text NOT NULL,
	"additional_working_days" integer NOT NULL,
	"reason" text NOT NULL,
	"approving_duty" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	"old_due_on" date NOT NULL,
	"new_due_on" date,
	CONSTRAINT "extensions_positive" CHECK ("extensions"."additional_working_days" > 0),
	CONSTRAINT "extensions_by_another_person" CHECK ("extensions"."decided_by" <> "extensions"."requested_by"),
	CONSTRAINT "extensions_decided_by_someone" CHECK (("extensions"."state" in ('pending', 'lapsed')) = ("extensions"."decided_by" is null and "extensions"."decided_at" is null)),
	CONSTRAINT "extensions_approved_moves" CHECK ("extensions"."state" <> 'approved' or "extensions"."new_due_on" > "extensions"."old_due_on")
);
--> statement-breakpoint
CREATE TABLE "decision_parts" (
	"decision_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"description" text NOT NULL,
	"outcome" text NOT NULL,
	"grounds" text[] NOT NULL,
	"ground_detail" text,
	CONSTRAINT "decision_parts_decision_id_number_pk" PRIMARY KEY("decision_id","number"),
	CONSTRAINT "decision_parts_refusal_has_ground" CHECK ("decision_parts"."outcome" = 'disclose' or cardinality("decision_parts"."grounds") > 0)
);
--> statement-breakpoint
CREATE TABLE "decision_records" (
	"decision_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "decision_records_decision_id_number_record_id_pk" PRIMARY KEY("decision_id","number","record_id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text NOT NULL,
	"delivery_on" date,
	"delivery_place" text,
	"delivery_manner" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	"notice_id" uuid,
	CONSTRAINT "decisions_by_another_person" CHECK ("decisions"."decided_by" <> "decisions"."proposed_by"),
	CONSTRAINT "decisions_decided_by_someone" CHECK (("decisions"."state" = 'proposed') = ("decisions"."decided_by" is null and "decisions"."decided_at" is null)),
	CONSTRAINT "decisions_issued_with_notice" CHECK (("decisions"."state" = 'issued') = ("decisions"."notice_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "notice_services" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"method" text NOT NULL,
	"served_on" date NOT NULL,
	"evidence" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_contents" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"sealed_key" text,
	"sealed_bytes" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_openings" (
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"reader_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_openings_record_id_sha256_reader_id_pk" PRIMARY KEY("record_id","sha256","reader_id")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"title" text NOT NULL,
	"origin" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"review_levels" integer NOT NULL,
	"rendition_of" uuid,
	"scan_state" text NOT NULL,
	"declared_marking" jsonb,
	"marks" jsonb NOT NULL,
	"sealed_at" timestamp (3) with time zone,
	CONSTRAINT "records_bytes" UNIQUE("id","sha256"),
	CONSTRAINT "records_submitter" UNIQUE("id","added_by"),
	CONSTRAINT "records_review_levels" CHECK ("records"."review_levels" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "redactions" (
	"rendition_id" uuid PRIMARY KEY NOT NULL,
	"spans" jsonb NOT NULL,
	"proof" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"level" integer NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"submitter_id" uuid NOT NULL,
	"as_deputy" boolean NOT NULL,
	"finding" text NOT NULL,
	"state_secret" boolean NOT NULL,
	"work_secret" boolean NOT NULL,
	"endangers_security" boolean NOT NULL,
	"grounds" text[] NOT NULL,
	"opinion" text NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reviews_one_per_level" UNIQUE("record_id","sha256","level"),
	CONSTRAINT "reviews_different_people" UNIQUE("record_id","sha256","reviewer_id"),
	CONSTRAINT "reviews_not_by_submitter" CHECK ("reviews"."reviewer_id" <> "reviews"."submitter_id"),
	CONSTRAINT "reviews_release_needs_three_noes" CHECK ("reviews"."finding" <> 'release'
    or not ("reviews"."state_secret" or "reviews"."work_secret" or "reviews"."endangers_security"))
);
--> statement-breakpoint
CREATE TABLE "searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"place" text NOT NULL,
	"terms" text NOT NULL,
	"from_on" date,
	"to_on" date,
	"found" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "absences_in_order" CHECK ("absences"."from_on" <= "absences"."until_on")
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"parent_code" text,
	"regime_id" text,
	"calendar_id" text NOT NULL,
	"zone" text NOT NULL,
	"review_levels" integer NOT NULL,
	CONSTRAINT "agencies_review_levels" CHECK ("agencies"."review_levels" between 0 and 3)
);
--> statement-breakpoint
CREATE TABLE "api_clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_clients_keyHash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "people_handle_unique" UNIQUE("handle")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"duty" text NOT NULL,
	"level" integer,
	"holder_id" uuid NOT NULL,
	"deputy_id" uuid,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	CONSTRAINT "posts_revoked_by_someone" CHECK (("posts"."revoked_at" is null) = ("posts"."revoked_by" is null)),
	CONSTRAINT "posts_level_of_review" CHECK (("posts"."duty" = 'review') = ("posts"."level" is not null)),
	CONSTRAINT "posts_deputy_is_another" CHECK ("posts"."deputy_id" <> "posts"."holder_id")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"receipt_number" text NOT NULL,
	"agency_code" text NOT NULL,
	"regime_id" text NOT NULL,
	"regime_version" text NOT NULL,
	"calendar_id" text NOT NULL,
	"zone" text NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"received_on" date NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"filed_by" text NOT NULL,
	"api_client_id" uuid,
	"applicant_kind" text NOT NULL,
	"applicant_name" text NOT NULL,
	"applicant_sex" text,
	"applicant_birth_date" date,
	"applicant_id_sealed" text,
	"applicant_id_index" text,
	"applicant_id_tail" text,
	"applicant_address" text,
	"applicant_phone" text,
	"applicant_email" text,
	"description" text NOT NULL,
	"purpose" text,
	"delivery_format" text NOT NULL,
	"delivery_method" text NOT NULL,
	"language" text NOT NULL,
	"access_token_hash" text NOT NULL,
	"sealed_key" text NOT NULL,
	"imported" boolean DEFAULT false NOT NULL,
	CONSTRAINT "requests_receipt_number" UNIQUE("receipt_number"),
	CONSTRAINT "requests_access_token" UNIQUE("access_token_hash"),
	CONSTRAINT "requests_receipt_not_after_registration" CHECK ("requests"."received_on" <= ("requests"."registered_at" at time zone "requests"."zone")::date)
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"case_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"report_by" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "incidents_once_per_record" UNIQUE("record_id","kind"),
	CONSTRAINT "incidents_24_hours" CHECK ("incidents"."report_by" = "incidents"."opened_at" + interval '24 hours')
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_entries" ADD CONSTRAINT "clock_entries_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_request_id_deadlines_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."deadlines"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD CONSTRAINT "decision_parts_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_records" ADD CONSTRAINT "decision_records_decision_id_number_decision_parts_decision_id_number_fk" FOREIGN KEY ("decision_id","number") REFERENCES "public"."decision_parts"("decision_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_records" ADD CONSTRAINT "decision_records_record_id_sha256_records_id_sha256_fk" FOREIGN KEY ("record_id","sha256") REFERENCES "public"."records"("id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_services" ADD CONSTRAINT "notice_services_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_contents" ADD CONSTRAINT "record_contents_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_openings" ADD CONSTRAINT "record_openings_record_id_sha256_records_id_sha256_fk" FOREIGN KEY ("record_id","sha256") REFERENCES "public"."records"("id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_rendition_of_records_id_fk" FOREIGN KEY ("rendition_of") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redactions" ADD CONSTRAINT "redactions_rendition_id_records_id_fk" FOREIGN KEY ("rendition_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_opened" FOREIGN KEY ("record_id","sha256","reviewer_id") REFERENCES "public"."record_openings"("record_id","sha256","reader_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_submitter" FOREIGN KEY ("record_id","submitter_id") REFERENCES "public"."records"("id","added_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "searches" ADD CONSTRAINT "searches_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_holder_id_people_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_deputy_id_people_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_id_case_heads_id_fk" FOREIGN KEY ("id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_api_client_id_api_clients_id_fk" FOREIGN KEY ("api_client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("consumer","next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("case_id","consumer","version") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "deliveries_parked" ON "deliveries" USING btree ("consumer","event_id") WHERE state = 'parked';--> statement-breakpoint
CREATE INDEX "notices_by_case" ON "notices" USING btree ("case_id","issued_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_number" ON "notices" USING btree ("agency_code","number","language");--> statement-breakpoint
CREATE INDEX "clock_entries_by_time" ON "clock_entries" USING btree ("recorded_at","request_id");--> statement-breakpoint
CREATE INDEX "deadlines_running_by_due" ON "deadlines" USING btree ("due_at","request_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "deadlines_running_by_agency" ON "deadlines" USING btree ("agency_code","due_at","request_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "deadlines_by_agency" ON "deadlines" USING btree ("agency_code","state","due_at","request_id");--> statement-breakpoint
CREATE INDEX "deadlines_by_due" ON "deadlines" USING btree ("due_at","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_once" ON "extensions" USING btree ("request_id") WHERE state in ('pending', 'approved');--> statement-breakpoint
CREATE INDEX "extensions_by_state" ON "extensions" USING btree ("state","requested_at","id");--> statement-breakpoint
CREATE INDEX "extensions_by_request" ON "extensions" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "decision_records_by_record" ON "decision_records" USING btree ("record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_one_open" ON "decisions" USING btree ("case_id") WHERE state in ('proposed', 'issued');--> statement-breakpoint
CREATE INDEX "decisions_by_case" ON "decisions" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_services_once" ON "notice_services" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "records_by_case" ON "records" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "searches_by_case" ON "searches" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "absences_by_person" ON "absences" USING btree ("person_id","until_on");--> statement-breakpoint
CREATE INDEX "posts_by_holder" ON "posts" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "posts_by_deputy" ON "posts" USING btree ("deputy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_one_holder" ON "posts" USING btree ("agency_code","duty",coalesce("level", 0),"holder_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "requests_by_agency" ON "requests" USING btree ("agency_code","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "requests_by_status" ON "requests" USING btree ("status","agency_code","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "requests_open" ON "requests" USING btree ("id") WHERE status in ('registered', 'clarifying', 'processing', 'decided');--> statement-breakpoint
CREATE INDEX "requests_by_client" ON "requests" USING btree ("api_client_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "requests_by_applicant" ON "requests" USING btree ("applicant_id_index") WHERE applicant_id_index is not null;--> statement-breakpoint
CREATE INDEX "incidents_by_time" ON "incidents" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "incidents_by_agency" ON "incidents" USING btree ("agency_code","opened_at");