CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"sealed_key" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attachments_once" UNIQUE("request_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "identity_proofs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"method" text NOT NULL,
	"assurance" text NOT NULL,
	"evidence" text NOT NULL,
	"proved_on" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imported_entries" (
	"request_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"on_day" date NOT NULL,
	"working_days" integer,
	"until_on" date,
	"evidence" text NOT NULL,
	CONSTRAINT "imported_entries_request_id_seq_pk" PRIMARY KEY("request_id","seq")
);
--> statement-breakpoint
CREATE TABLE "inquiries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"asked_on" date NOT NULL,
	"channel" text NOT NULL,
	"persons" integer NOT NULL,
	"subject" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inquiries_persons" CHECK ("inquiries"."persons" > 0)
);
--> statement-breakpoint
CREATE TABLE "notice_voids" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"voided_by" uuid NOT NULL,
	"voided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_parties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"id_sealed" text,
	"id_index" text,
	"id_tail" text,
	"sex" text,
	"birth_date" date,
	"nationality" text,
	"organisation_kind" text,
	"representative_name" text,
	"representative_sex" text,
	"representative_birth_month" text,
	"address" text,
	"phone" text,
	"email" text,
	"scope" text[] DEFAULT '{}' NOT NULL,
	"mandate" text,
	"expires_on" date,
	"cause" text,
	"succeeded_on" date,
	"evidence" text,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "request_parties_mandate" CHECK (("request_parties"."role" in ('agent', 'guardian')) = ("request_parties"."mandate" is not null)),
	CONSTRAINT "request_parties_cause" CHECK (("request_parties"."role" = 'predecessor') = ("request_parties"."cause" is not null))
);
--> statement-breakpoint
CREATE TABLE "routed_requests" (
	"routing_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	CONSTRAINT "routed_requests_routing_id_request_id_pk" PRIMARY KEY("routing_id","request_id")
);
--> statement-breakpoint
CREATE TABLE "routings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"to_agency" text,
	"reason" text,
	"consent" text,
	"consent_on" date,
	"routed_by" text NOT NULL,
	"routed_at" timestamp (3) with time zone NOT NULL,
	"notice_id" uuid,
	CONSTRAINT "routings_consent" CHECK ("routings"."kind" = 'transfer' or "routings"."consent" is not null)
);
--> statement-breakpoint
CREATE TABLE "clarifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text NOT NULL,
	"items" text[] NOT NULL,
	"asked_on" date NOT NULL,
	"respond_by" date NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"notice_id" uuid NOT NULL,
	"old_description" text,
	"answered_on" date,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"answer_channel" text,
	"answer_note" text,
	"late_reason" text,
	"new_description" text,
	"lapsed_by" uuid,
	"lapsed_at" timestamp (3) with time zone,
	"lapse_reason" text,
	"lapse_notice_id" uuid,
	"judged_by" uuid,
	"judged_at" timestamp (3) with time zone,
	"judgement" text,
	CONSTRAINT "clarifications_once" UNIQUE("request_id"),
	CONSTRAINT "clarifications_answered_by_someone" CHECK (("clarifications"."state" in ('answered', 'late_answer', 'reopened')) = ("clarifications"."answered_on" is not null)
      or "clarifications"."state" = 'lapsed'),
	CONSTRAINT "clarifications_lapse_has_reason" CHECK (("clarifications"."lapsed_at" is null) = ("clarifications"."lapse_reason" is null) and ("clarifications"."lapsed_at" is null) = ("clarifications"."lapsed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "consultations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"party_name" text NOT NULL,
	"party_agency" text,
	"party_address" text,
	"party_phone" text,
	"party_email" text,
	"interest" text NOT NULL,
	"question" text NOT NULL,
	"token_hash" text NOT NULL,
	"calendar_id" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"notice_id" uuid NOT NULL,
	"applicant_notice_id" uuid,
	"service_method" text,
	"served_on" date,
	"service_evidence" text,
	"answer_by" date,
	"answer" text,
	"answer_reason" text,
	"answered_on" date,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"answer_evidence" text,
	CONSTRAINT "consultations_token" UNIQUE("token_hash"),
	CONSTRAINT "consultations_service" CHECK (("consultations"."served_on" is null) = ("consultations"."service_method" is null) and ("consultations"."served_on" is null) = ("consultations"."answer_by" is null)),
	CONSTRAINT "consultations_answer" CHECK (("consultations"."answer" is null) = ("consultations"."answered_on" is null) and ("consultations"."answer" is null) = ("consultations"."answered_by" is null)),
	CONSTRAINT "consultations_objection_has_reason" CHECK ("consultations"."answer" is null or "consultations"."answer" = 'agrees' or "consultations"."answer_reason" is not null),
	CONSTRAINT "consultations_answer_after_service" CHECK ("consultations"."answered_on" is null or coalesce("consultations"."served_on" <= "consultations"."answered_on", false)),
	CONSTRAINT "consultations_paper_answer_has_evidence" CHECK (("consultations"."answered_by" is null or "consultations"."answered_by" = 'consulted') = ("consultations"."answer_evidence" is null))
);
--> statement-breakpoint
CREATE TABLE "correction_outcomes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"forwarded_to" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	"notice_id" uuid,
	CONSTRAINT "correction_outcomes_by_another_person" CHECK ("correction_outcomes"."decided_by" <> "correction_outcomes"."proposed_by"),
	CONSTRAINT "correction_outcomes_decided" CHECK (("correction_outcomes"."state" = 'proposed') = ("correction_outcomes"."decided_at" is null)
    and ("correction_outcomes"."state" <> 'issued' or "correction_outcomes"."decided_by" is not null)),
	CONSTRAINT "correction_outcomes_forwarded" CHECK (("correction_outcomes"."outcome" = 'forwarded') = ("correction_outcomes"."forwarded_to" is not null)),
	CONSTRAINT "correction_outcomes_issued" CHECK (("correction_outcomes"."state" = 'issued') = ("correction_outcomes"."notice_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"defect" text NOT NULL,
	"record_title" text NOT NULL,
	"claim" text NOT NULL,
	"relation" text NOT NULL,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fees" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text NOT NULL,
	"scale" text NOT NULL,
	"quantity" integer NOT NULL,
	"amount_yuan" integer NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	"notice_id" uuid,
	"noticed_on" date,
	"pay_by" date,
	"paid_on" date,
	"payment" text,
	"recorded_by" text,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"close_reason" text,
	"close_notice_id" uuid,
	CONSTRAINT "fees_positive" CHECK ("fees"."quantity" > 0 and "fees"."amount_yuan" > 0),
	CONSTRAINT "fees_by_another_person" CHECK ("fees"."decided_by" <> "fees"."proposed_by"),
	CONSTRAINT "fees_noticed" CHECK (("fees"."state" in ('open', 'paid', 'abandoned', 'waived')) = ("fees"."notice_id" is not null)),
	CONSTRAINT "fees_paid_with_evidence" CHECK (("fees"."state" = 'paid') = ("fees"."payment" is not null)
    and ("fees"."state" = 'paid') = ("fees"."paid_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "reason_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text NOT NULL,
	"filed_lately" integer NOT NULL,
	"basis" text NOT NULL,
	"respond_by" date NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"notice_id" uuid NOT NULL,
	"reasons" text,
	"answered_on" date,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"answer_channel" text,
	"finding" text,
	"judged_by" uuid,
	"judged_at" timestamp (3) with time zone,
	"deferred_working_days" integer,
	"deferred_by" uuid,
	"deferred_at" timestamp (3) with time zone,
	"deferred_as_deputy" boolean,
	"deferral_reason" text,
	"deferral_notice_id" uuid,
	CONSTRAINT "reason_requests_once" UNIQUE("request_id"),
	CONSTRAINT "reason_requests_judged_by_someone" CHECK (("reason_requests"."state" in ('reasonable', 'unreasonable')) = ("reason_requests"."judged_by" is not null)),
	CONSTRAINT "reason_requests_deferred_by_another" CHECK ("reason_requests"."deferred_by" <> "reason_requests"."judged_by")
);
--> statement-breakpoint
CREATE TABLE "agency_profiles" (
	"agency_code" text NOT NULL,
	"version" integer NOT NULL,
	"from_on" date NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"parent_code" text,
	"paper_sign" text,
	"seal_text" text,
	"reconsideration_body_zh" text,
	"reconsideration_body_en" text,
	"court_zh" text,
	"court_en" text,
	"address" text,
	"phone" text,
	"email" text,
	"opening_hours" jsonb NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agency_profiles_agency_code_version_pk" PRIMARY KEY("agency_code","version")
);
--> statement-breakpoint
CREATE TABLE "agency_successions" (
	"agency_code" text PRIMARY KEY NOT NULL,
	"successor_code" text NOT NULL,
	"ended_on" date NOT NULL,
	"act" text NOT NULL,
	"seal_handed_in_on" date,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "requests" DROP CONSTRAINT "requests_access_token";--> statement-breakpoint
ALTER TABLE "requests" DROP CONSTRAINT "requests_receipt_not_after_registration";--> statement-breakpoint
DROP INDEX "requests_by_agency";--> statement-breakpoint
DROP INDEX "requests_by_status";--> statement-breakpoint
DROP INDEX "requests_open";--> statement-breakpoint
DROP INDEX "requests_by_client";--> statement-breakpoint
DROP INDEX "requests_by_applicant";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "year" integer GENERATED ALWAYS AS (substring(number from '〔([0-9]+)〕[0-9]+号$')::integer) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "serial" integer GENERATED ALWAYS AS (substring(number from '〕([0-9]+)号$')::integer) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "consultation_id" uuid;--> statement-breakpoint
ALTER TABLE "clock_entries" ADD COLUMN "until_on" date;--> statement-breakpoint
ALTER TABLE "clock_entries" ADD COLUMN "paused_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "paused_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "public_interest" text;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "earlier_request_id" uuid;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "about_person" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "successor_code" text;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "applied_on" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "signed_for" boolean;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "arrived_on" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "confirm_by" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "confirmed_on" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "receipt_evidence" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "applicant_nationality" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "organisation_kind" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "representative_name" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "representative_sex" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "representative_birth_month" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "accessibility" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "contexts" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "nature" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "relation" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "withdrawal_evidence" text;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_proofs" ADD CONSTRAINT "identity_proofs_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_entries" ADD CONSTRAINT "imported_entries_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inquiries" ADD CONSTRAINT "inquiries_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_voids" ADD CONSTRAINT "notice_voids_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_voids" ADD CONSTRAINT "notice_voids_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_parties" ADD CONSTRAINT "request_parties_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routed_requests" ADD CONSTRAINT "routed_requests_routing_id_routings_id_fk" FOREIGN KEY ("routing_id") REFERENCES "public"."routings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routed_requests" ADD CONSTRAINT "routed_requests_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routings" ADD CONSTRAINT "routings_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routings" ADD CONSTRAINT "routings_to_agency_agencies_code_fk" FOREIGN KEY ("to_agency") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routings" ADD CONSTRAINT "routings_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_lapse_notice_id_notices_id_fk" FOREIGN KEY ("lapse_notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_party_agency_agencies_code_fk" FOREIGN KEY ("party_agency") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_applicant_notice_id_notices_id_fk" FOREIGN KEY ("applicant_notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_outcomes" ADD CONSTRAINT "correction_outcomes_request_id_corrections_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."corrections"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_outcomes" ADD CONSTRAINT "correction_outcomes_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_close_notice_id_notices_id_fk" FOREIGN KEY ("close_notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reason_requests" ADD CONSTRAINT "reason_requests_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reason_requests" ADD CONSTRAINT "reason_requests_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reason_requests" ADD CONSTRAINT "reason_requests_deferral_notice_id_notices_id_fk" FOREIGN KEY ("deferral_notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_profiles" ADD CONSTRAINT "agency_profiles_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_successions" ADD CONSTRAINT "agency_successions_agency_code_agencies_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_successions" ADD CONSTRAINT "agency_successions_successor_code_agencies_code_fk" FOREIGN KEY ("successor_code") REFERENCES "public"."agencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_by_request" ON "attachments" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "identity_proofs_by_request" ON "identity_proofs" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "inquiries_by_agency" ON "inquiries" USING btree ("agency_code","asked_on","id");--> statement-breakpoint
CREATE INDEX "request_parties_by_request" ON "request_parties" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "routings_by_request" ON "routings" USING btree ("request_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "routings_one_transfer" ON "routings" USING btree ("request_id") WHERE kind = 'transfer';--> statement-breakpoint
CREATE INDEX "clarifications_answered_late" ON "clarifications" USING btree ("request_id") WHERE state = 'late_answer';--> statement-breakpoint
CREATE INDEX "consultations_by_request" ON "consultations" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "correction_outcomes_by_request" ON "correction_outcomes" USING btree ("request_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "correction_outcomes_one_live" ON "correction_outcomes" USING btree ("request_id") WHERE state in ('proposed', 'issued');--> statement-breakpoint
CREATE UNIQUE INDEX "fees_one_live" ON "fees" USING btree ("request_id") WHERE state in ('proposed', 'open', 'paid');--> statement-breakpoint
CREATE INDEX "fees_by_request" ON "fees" USING btree ("request_id","id");--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_parent_id_requests_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_by_agency" ON "notices" USING btree ("agency_code","kind","issued_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_register" ON "notices" USING btree ("agency_code","kind","year","serial","language");--> statement-breakpoint
CREATE INDEX "deadlines_paused_until" ON "deadlines" USING btree ("paused_until","request_id") WHERE paused_until is not null;--> statement-breakpoint
CREATE INDEX "agencies_by_successor" ON "agencies" USING btree ("successor_code") WHERE successor_code is not null;--> statement-breakpoint
CREATE INDEX "requests_by_access_token" ON "requests" USING btree ("access_token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_external_id" ON "requests" USING btree ("api_client_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "requests_register" ON "requests" USING btree ("agency_code","id","status","channel","kind","applicant_kind","subject","received_on","imported");--> statement-breakpoint
CREATE INDEX "requests_registered_late" ON "requests" USING btree ("agency_code","id") WHERE (registered_at at time zone zone)::date > received_on;--> statement-breakpoint
CREATE INDEX "requests_by_parent" ON "requests" USING btree ("parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "requests_by_text" ON "requests" USING gin ("description" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "requests_open" ON "requests" USING btree ("agency_code","id") WHERE status in ('received', 'registered', 'clarifying', 'processing', 'decided');--> statement-breakpoint
CREATE INDEX "requests_by_client" ON "requests" USING btree ("api_client_id","id") WHERE api_client_id is not null;--> statement-breakpoint
CREATE INDEX "requests_by_applicant" ON "requests" USING btree ("applicant_id_index","id") WHERE applicant_id_index is not null;--> statement-breakpoint
ALTER TABLE "clock_entries" ADD CONSTRAINT "clock_entries_only_pauses_end" CHECK ("clock_entries"."until_on" is null or "clock_entries"."kind" = 'paused');--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_ended_into_another" CHECK (("agencies"."successor_code" is null) = ("agencies"."ended_on" is null)
    and "agencies"."successor_code" <> "agencies"."code");--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_related_to_another" CHECK (("requests"."parent_id" is null) = ("requests"."relation" is null)
    and "requests"."parent_id" <> "requests"."id");--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_confirmed_by_someone" CHECK (("requests"."confirmed_on" is null) = ("requests"."confirmed_by" is null));--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_organisation_has_kind" CHECK (("requests"."applicant_kind" = 'organisation') = ("requests"."organisation_kind" is not null));--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_receipt_not_after_registration" CHECK ("requests"."received_on" <= ("requests"."registered_at" at time zone "requests"."zone")::date or "requests"."confirm_by" is not null);