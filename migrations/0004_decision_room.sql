CREATE TABLE "carrier_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"carrier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"act" text NOT NULL,
	"by" uuid NOT NULL,
	"request_id" uuid,
	"approved_by" uuid,
	"witness_of" uuid,
	"level" text NOT NULL,
	"abroad" boolean NOT NULL,
	"to_holder" uuid,
	"until" date,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "carrier_acts_seq" UNIQUE("carrier_id","seq"),
	CONSTRAINT "carrier_acts_approved" CHECK (("carrier_acts"."act" in ('copied', 'carried_out', 'destroyed')) = ("carrier_acts"."approved_by" is not null)
    and ("carrier_acts"."request_id" is null) = ("carrier_acts"."approved_by" is null)),
	CONSTRAINT "carrier_acts_approved_by_another" CHECK ("carrier_acts"."approved_by" <> "carrier_acts"."by"),
	CONSTRAINT "carrier_acts_destroyed_by_two" CHECK (("carrier_acts"."act" = 'destroyed') = ("carrier_acts"."witness_of" is not null)
    and "carrier_acts"."witness_of" is distinct from "carrier_acts"."by" and ("carrier_acts"."witness_of" is null or "carrier_acts"."witness_of" <> "carrier_acts"."approved_by")),
	CONSTRAINT "carrier_acts_top_secret_stays" CHECK (not "carrier_acts"."abroad" or "carrier_acts"."level" <> 'top_secret')
);
--> statement-breakpoint
CREATE TABLE "carrier_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"carrier_id" uuid NOT NULL,
	"act" text NOT NULL,
	"also_from" uuid[] NOT NULL,
	"copies" integer,
	"consent" text,
	"to_holder" uuid,
	"companion_id" uuid,
	"abroad" boolean,
	"permit" text,
	"until" date,
	"words" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_words" text,
	"begun_by" uuid,
	"begun_at" timestamp (3) with time zone,
	CONSTRAINT "carrier_requests_decided" UNIQUE("id","decided_by"),
	CONSTRAINT "carrier_requests_begun" UNIQUE("id","begun_by"),
	CONSTRAINT "carrier_requests_by_two_people" CHECK ("carrier_requests"."decided_by" <> "carrier_requests"."asked_by"),
	CONSTRAINT "carrier_requests_decided_by_someone" CHECK (("carrier_requests"."state" = 'asked') = ("carrier_requests"."decided_by" is null)
    and ("carrier_requests"."decided_by" is null) = ("carrier_requests"."decided_at" is null) and ("carrier_requests"."decided_by" is null) = ("carrier_requests"."decision_words" is null)),
	CONSTRAINT "carrier_requests_abroad_by_permit" CHECK ("carrier_requests"."abroad" is not true or "carrier_requests"."permit" is not null),
	CONSTRAINT "carrier_requests_begun_is_destruction" CHECK ("carrier_requests"."begun_by" is null or "carrier_requests"."act" = 'destroyed')
);
--> statement-breakpoint
CREATE TABLE "carriers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"secret_until" date,
	"secret_condition" text,
	"kept_until" date,
	"classifier" text NOT NULL,
	"circle" text[] NOT NULL,
	"made_from" uuid[] NOT NULL,
	"made_by" uuid,
	"made_by_word_of" uuid,
	"record_id" uuid,
	"place" text NOT NULL,
	"holder_id" uuid,
	"return_on" date,
	"received_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"registered_by" uuid NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "carriers_number" UNIQUE("agency_code","number"),
	CONSTRAINT "carriers_end_somehow" CHECK (num_nonnulls("carriers"."secret_until", "carriers"."secret_condition") = 1),
	CONSTRAINT "carriers_made_by_request" CHECK ((cardinality("carriers"."made_from") = 0) = ("carriers"."made_by" is null)
    and ("carriers"."made_by" is null) = ("carriers"."made_by_word_of" is null)),
	CONSTRAINT "carriers_with_holder" CHECK (("carriers"."state" in ('lent', 'away')) = ("carriers"."holder_id" is not null)
    and ("carriers"."holder_id" is null) = ("carriers"."return_on" is null) and ("carriers"."received_at" is null or "carriers"."holder_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"rendition_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"original_id" uuid NOT NULL,
	"original_sha256" text NOT NULL,
	"compared_by" uuid NOT NULL,
	"submitter_id" uuid NOT NULL,
	"finding" text NOT NULL,
	"opinion" text NOT NULL,
	"compared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comparisons_rendition_id_sha256_pk" PRIMARY KEY("rendition_id","sha256"),
	CONSTRAINT "comparisons_by_another_person" CHECK ("comparisons"."compared_by" <> "comparisons"."submitter_id")
);
--> statement-breakpoint
CREATE TABLE "manual_checks" (
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"checker_id" uuid NOT NULL,
	"submitter_id" uuid NOT NULL,
	"finding" text NOT NULL,
	"pages" integer NOT NULL,
	"opinion" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "manual_checks_record_id_sha256_pk" PRIMARY KEY("record_id","sha256"),
	CONSTRAINT "manual_checks_not_by_submitter" CHECK ("manual_checks"."checker_id" <> "manual_checks"."submitter_id"),
	CONSTRAINT "manual_checks_pages" CHECK ("manual_checks"."pages" > 0)
);
--> statement-breakpoint
CREATE TABLE "answer_sheets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"version" integer NOT NULL,
	"from_on" date NOT NULL,
	"steps" jsonb NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_sheets_version" UNIQUE("agency_code","version")
);
--> statement-breakpoint
CREATE TABLE "decision_places" (
	"decision_id" uuid NOT NULL,
	"disclosure_id" uuid NOT NULL,
	CONSTRAINT "decision_places_decision_id_disclosure_id_pk" PRIMARY KEY("decision_id","disclosure_id")
);
--> statement-breakpoint
CREATE TABLE "decision_sheets" (
	"decision_id" uuid PRIMARY KEY NOT NULL,
	"sheet_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision_signatures" (
	"decision_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"duty" text NOT NULL,
	"signed_by" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"as_deputy" boolean NOT NULL,
	"opinion" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_signatures_decision_id_step_pk" PRIMARY KEY("decision_id","step"),
	CONSTRAINT "decision_signatures_different_people" UNIQUE("decision_id","signed_by"),
	CONSTRAINT "decision_signatures_not_by_proposer" CHECK ("decision_signatures"."signed_by" <> "decision_signatures"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "house_papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"number" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"pdf_bytes" "bytea" NOT NULL,
	"pdf_sha256" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "house_papers_once" UNIQUE("kind","subject_id"),
	CONSTRAINT "house_papers_number" UNIQUE("agency_code","number")
);
--> statement-breakpoint
CREATE TABLE "review_filings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"agency_code" text NOT NULL,
	"secret_list_id" uuid,
	"paper_id" uuid NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"secrecy_received_by" uuid,
	"secrecy_received_at" timestamp (3) with time zone,
	"office_received_by" uuid,
	"office_received_at" timestamp (3) with time zone,
	CONSTRAINT "review_filings_once" UNIQUE("record_id","sha256"),
	CONSTRAINT "review_filings_secrecy_received" CHECK (("review_filings"."secrecy_received_by" is null) = ("review_filings"."secrecy_received_at" is null)),
	CONSTRAINT "review_filings_office_received" CHECK (("review_filings"."office_received_by" is null) = ("review_filings"."office_received_at" is null)),
	CONSTRAINT "review_filings_received_by_another" CHECK ("review_filings"."secrecy_received_by" <> "review_filings"."filed_by" and "review_filings"."office_received_by" <> "review_filings"."filed_by")
);
--> statement-breakpoint
CREATE TABLE "level_raises" (
	"disclosure_id" uuid PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"level" text NOT NULL,
	"raised_by" text NOT NULL,
	"paper" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"to_agency" text NOT NULL,
	"raised_from" uuid,
	"question" text NOT NULL,
	"claimed_level" text NOT NULL,
	"words" text NOT NULL,
	"answer_by" date NOT NULL,
	"state" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"ruling" text,
	"ruled_level" text,
	"paper" text,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "referrals_closed_by_another" CHECK ("referrals"."closed_by" <> "referrals"."opened_by"),
	CONSTRAINT "referrals_closed_by_someone" CHECK (("referrals"."state" = 'open') = ("referrals"."closed_by" is null)
    and ("referrals"."closed_by" is null) = ("referrals"."closed_at" is null) and ("referrals"."closed_by" is null) = ("referrals"."reason" is null)),
	CONSTRAINT "referrals_ruled_with_paper" CHECK (("referrals"."state" = 'ruled') = ("referrals"."ruling" is not null)
    and ("referrals"."ruling" is null) = ("referrals"."paper" is null)),
	CONSTRAINT "referrals_secret_has_level" CHECK (("referrals"."ruling" is not distinct from 'secret')
    = coalesce("referrals"."ruled_level" in ('secret', 'confidential', 'top_secret'), false))
);
--> statement-breakpoint
CREATE TABLE "destructions" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"period" text,
	"carrier_number" text NOT NULL,
	"classifier" text NOT NULL,
	"ordered_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"destroyed_at" timestamp (3) with time zone NOT NULL,
	"key_gone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "unsealings" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"submitter_id" uuid NOT NULL,
	"found_by" uuid NOT NULL,
	"found_as" text NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"confirmed_by" uuid,
	"confirmed_as" text,
	"confirmed_at" timestamp (3) with time zone,
	"confirmation" text,
	CONSTRAINT "unsealings_confirmed" UNIQUE("record_id","confirmed_by"),
	CONSTRAINT "unsealings_by_two_people" CHECK ("unsealings"."confirmed_by" <> "unsealings"."found_by" and "unsealings"."confirmed_as" <> "unsealings"."found_as"),
	CONSTRAINT "unsealings_not_by_submitter" CHECK ("unsealings"."found_by" <> "unsealings"."submitter_id" and "unsealings"."confirmed_by" <> "unsealings"."submitter_id"),
	CONSTRAINT "unsealings_confirmed_with_words" CHECK (("unsealings"."confirmed_by" is null) = ("unsealings"."confirmation" is null)
    and ("unsealings"."confirmed_by" is null) = ("unsealings"."confirmed_at" is null) and ("unsealings"."confirmed_by" is null) = ("unsealings"."confirmed_as" is null))
);
--> statement-breakpoint
CREATE TABLE "section_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_code" text NOT NULL,
	"section" text NOT NULL,
	"question" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"found" text,
	"answer" text,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "section_tasks_closed_by_someone" CHECK (("section_tasks"."state" = 'open') = ("section_tasks"."closed_by" is null)
      and ("section_tasks"."closed_by" is null) = ("section_tasks"."closed_at" is null)),
	CONSTRAINT "section_tasks_answered_with_words" CHECK (("section_tasks"."state" = 'answered') = ("section_tasks"."answer" is not null)
      and ("section_tasks"."answer" is null) = ("section_tasks"."found" is null)),
	CONSTRAINT "section_tasks_ended_with_reason" CHECK (("section_tasks"."state" = 'ended') = ("section_tasks"."end_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "record_circles" (
	"record_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"added_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_circles_record_id_person_id_pk" PRIMARY KEY("record_id","person_id"),
	CONSTRAINT "record_circles_by_another_person" CHECK ("record_circles"."added_by" <> "record_circles"."person_id")
);
--> statement-breakpoint
CREATE TABLE "work_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"agency_code" text NOT NULL,
	"duty" text NOT NULL,
	"harm" text NOT NULL,
	"benefit" text NOT NULL,
	"ground" text NOT NULL,
	"covers_wrongdoing" boolean NOT NULL,
	"circle" text[] NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_as_deputy" boolean,
	"decision_reason" text,
	"released_by" uuid,
	"released_at" timestamp (3) with time zone,
	"release_cause" text,
	"release_reason" text,
	CONSTRAINT "work_secrets_by_two_people" CHECK ("work_secrets"."decided_by" <> "work_secrets"."proposed_by"),
	CONSTRAINT "work_secrets_decided" CHECK (("work_secrets"."state" = 'proposed') = ("work_secrets"."decided_by" is null)
    and ("work_secrets"."decided_by" is null) = ("work_secrets"."decided_at" is null) and ("work_secrets"."decided_by" is null) = ("work_secrets"."decision_reason" is null)),
	CONSTRAINT "work_secrets_released" CHECK (("work_secrets"."state" = 'released') = ("work_secrets"."released_by" is not null)
    and ("work_secrets"."released_by" is null) = ("work_secrets"."released_at" is null) and ("work_secrets"."released_by" is null) = ("work_secrets"."release_cause" is null)
    and ("work_secrets"."released_by" is null) = ("work_secrets"."release_reason" is null)),
	CONSTRAINT "work_secrets_end" CHECK ("work_secrets"."until_on" > "work_secrets"."from_on" and "work_secrets"."until_on" <= "work_secrets"."from_on" + interval '10 years'),
	CONSTRAINT "work_secrets_cover_no_wrong" CHECK (not "work_secrets"."covers_wrongdoing")
);
--> statement-breakpoint
CREATE TABLE "notice_seals" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"pdf_sha256" text NOT NULL,
	"sealed_sha256" text NOT NULL,
	"sealed_bytes" "bytea",
	"fault" text,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_seals_refused_without_bytes" CHECK (("notice_seals"."state" = 'sealed') = ("notice_seals"."sealed_bytes" is not null)
    and ("notice_seals"."state" = 'refused') = ("notice_seals"."fault" is not null))
);
--> statement-breakpoint
CREATE TABLE "notice_sendings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"method" text NOT NULL,
	"sent_on" date NOT NULL,
	"waybill" text,
	"state" text NOT NULL,
	"served_on" date,
	"evidence" text,
	"returned_on" date,
	"return_reason" text,
	"returned_by" text,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_sendings_returned_on_a_day" CHECK (("notice_sendings"."state" = 'returned') = ("notice_sendings"."returned_on" is not null)
    and ("notice_sendings"."state" = 'returned') = ("notice_sendings"."return_reason" is not null)
    and ("notice_sendings"."state" = 'returned') = ("notice_sendings"."returned_by" is not null)),
	CONSTRAINT "notice_sendings_served_with_evidence" CHECK (("notice_sendings"."served_on" is null) = ("notice_sendings"."evidence" is null)
    and ("notice_sendings"."state" <> 'served' or "notice_sendings"."served_on" is not null) and ("notice_sendings"."state" <> 'sent' or "notice_sendings"."served_on" is null)),
	CONSTRAINT "notice_sendings_in_order" CHECK ("notice_sendings"."served_on" >= "notice_sendings"."sent_on" and "notice_sendings"."returned_on" >= "notice_sendings"."sent_on")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"notice_id" uuid,
	"record_id" uuid,
	"reader" text NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "readings_once" UNIQUE NULLS NOT DISTINCT("notice_id","record_id","reader"),
	CONSTRAINT "readings_of_one_thing" CHECK (("readings"."notice_id" is null) <> ("readings"."record_id" is null))
);
--> statement-breakpoint
CREATE TABLE "classification_authorities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"level" text NOT NULL,
	"granted_by" text NOT NULL,
	"document" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "classification_authorities_in_order" CHECK ("classification_authorities"."from_on" <= "classification_authorities"."until_on"),
	CONSTRAINT "classification_authorities_ended_by_someone" CHECK (("classification_authorities"."ended_by" is null) = ("classification_authorities"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "secret_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"version" integer NOT NULL,
	"from_on" date NOT NULL,
	"matters" jsonb NOT NULL,
	"issued_by" text NOT NULL,
	"document" text NOT NULL,
	"filed_on" date,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "secret_lists_version" UNIQUE("agency_code","version")
);
--> statement-breakpoint
DROP INDEX "posts_one_holder";--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "personal_data_reason" text;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "harm" text;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "balance" text;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "not_severable" text;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "public_place" text;--> statement-breakpoint
ALTER TABLE "decision_parts" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "notice_services" ADD COLUMN "witness" text;--> statement-breakpoint
ALTER TABLE "notice_services" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "notice_services" ADD COLUMN "until_on" date;--> statement-breakpoint
ALTER TABLE "record_contents" ADD COLUMN "sealed_words" "bytea";--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "origin_agency" text;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "unsealed_by" uuid;--> statement-breakpoint
ALTER TABLE "redactions" ADD COLUMN "areas" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "redactions" ADD COLUMN "removals" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "searches" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "searches" ADD COLUMN "result" text;--> statement-breakpoint
ALTER TABLE "searches" ADD COLUMN "looked_by" text;--> statement-breakpoint
ALTER TABLE "searches" ADD COLUMN "task_id" uuid;--> statement-breakpoint
ALTER TABLE "agency_profiles" ADD COLUMN "secrecy_authority_code" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "from_on" date;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "until_on" date;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "commission" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "declared" boolean;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "reported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "reported_by" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "reported_to" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "report" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "closed_by" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "closed_as" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "close_reason" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_proposer" UNIQUE("id","proposed_by");--> statement-breakpoint
ALTER TABLE "carrier_acts" ADD CONSTRAINT "carrier_acts_carrier_id_carriers_id_fk" FOREIGN KEY ("carrier_id") REFERENCES "public"."carriers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carrier_acts" ADD CONSTRAINT "carrier_acts_by_word" FOREIGN KEY ("request_id","approved_by") REFERENCES "public"."carrier_requests"("id","decided_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carrier_acts" ADD CONSTRAINT "carrier_acts_begun_by_another" FOREIGN KEY ("request_id","witness_of") REFERENCES "public"."carrier_requests"("id","begun_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carrier_requests" ADD CONSTRAINT "carrier_requests_carrier_id_carriers_id_fk" FOREIGN KEY ("carrier_id") REFERENCES "public"."carriers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carriers" ADD CONSTRAINT "carriers_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carriers" ADD CONSTRAINT "carriers_made_by_word" FOREIGN KEY ("made_by","made_by_word_of") REFERENCES "public"."carrier_requests"("id","decided_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_opened" FOREIGN KEY ("rendition_id","sha256","compared_by") REFERENCES "public"."record_openings"("record_id","sha256","reader_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_original_opened" FOREIGN KEY ("original_id","original_sha256","compared_by") REFERENCES "public"."record_openings"("record_id","sha256","reader_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_submitter" FOREIGN KEY ("rendition_id","submitter_id") REFERENCES "public"."records"("id","added_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_checks" ADD CONSTRAINT "manual_checks_opened" FOREIGN KEY ("record_id","sha256","checker_id") REFERENCES "public"."record_openings"("record_id","sha256","reader_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_checks" ADD CONSTRAINT "manual_checks_submitter" FOREIGN KEY ("record_id","submitter_id") REFERENCES "public"."records"("id","added_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_places" ADD CONSTRAINT "decision_places_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_places" ADD CONSTRAINT "decision_places_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_sheets" ADD CONSTRAINT "decision_sheets_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_sheets" ADD CONSTRAINT "decision_sheets_sheet_id_answer_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."answer_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_signatures" ADD CONSTRAINT "decision_signatures_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_signatures" ADD CONSTRAINT "decision_signatures_of_proposal" FOREIGN KEY ("decision_id","proposed_by") REFERENCES "public"."decisions"("id","proposed_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "house_papers" ADD CONSTRAINT "house_papers_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_filings" ADD CONSTRAINT "review_filings_secret_list_id_secret_lists_id_fk" FOREIGN KEY ("secret_list_id") REFERENCES "public"."secret_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_filings" ADD CONSTRAINT "review_filings_paper_id_house_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."house_papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_filings" ADD CONSTRAINT "review_filings_record_id_sha256_records_id_sha256_fk" FOREIGN KEY ("record_id","sha256") REFERENCES "public"."records"("id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_raises" ADD CONSTRAINT "level_raises_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_record_id_sha256_records_id_sha256_fk" FOREIGN KEY ("record_id","sha256") REFERENCES "public"."records"("id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_raised_from_referrals_id_fk" FOREIGN KEY ("raised_from") REFERENCES "public"."referrals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destructions" ADD CONSTRAINT "destructions_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsealings" ADD CONSTRAINT "unsealings_submitter" FOREIGN KEY ("record_id","submitter_id") REFERENCES "public"."records"("id","added_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_tasks" ADD CONSTRAINT "section_tasks_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_circles" ADD CONSTRAINT "record_circles_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_secrets" ADD CONSTRAINT "work_secrets_opened_by_proposer" FOREIGN KEY ("record_id","sha256","proposed_by") REFERENCES "public"."record_openings"("record_id","sha256","reader_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_secrets" ADD CONSTRAINT "work_secrets_opened_by_decider" FOREIGN KEY ("record_id","sha256","decided_by") REFERENCES "public"."record_openings"("record_id","sha256","reader_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_seals" ADD CONSTRAINT "notice_seals_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_sendings" ADD CONSTRAINT "notice_sendings_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_case_id_case_heads_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_heads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "carrier_requests_by_agency" ON "carrier_requests" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "carrier_requests_by_carrier" ON "carrier_requests" USING btree ("carrier_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "carrier_requests_one_open" ON "carrier_requests" USING btree ("carrier_id") WHERE state in ('asked', 'approved', 'begun');--> statement-breakpoint
CREATE INDEX "carriers_by_agency" ON "carriers" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "carriers_with_someone" ON "carriers" USING btree ("agency_code","return_on","id") WHERE state in ('lent', 'away');--> statement-breakpoint
CREATE INDEX "house_papers_by_case" ON "house_papers" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "review_filings_by_agency" ON "review_filings" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "review_filings_to_receive" ON "review_filings" USING btree ("agency_code","id") WHERE secrecy_received_at is null or office_received_at is null;--> statement-breakpoint
CREATE INDEX "level_raises_by_bytes" ON "level_raises" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "referrals_one_open" ON "referrals" USING btree ("record_id","question") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "referrals_by_bytes" ON "referrals" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "referrals_by_record" ON "referrals" USING btree ("record_id","id");--> statement-breakpoint
CREATE INDEX "referrals_to" ON "referrals" USING btree ("to_agency","state","answer_by","id");--> statement-breakpoint
CREATE INDEX "referrals_of" ON "referrals" USING btree ("agency_code","state","answer_by","id");--> statement-breakpoint
CREATE INDEX "referrals_by_day" ON "referrals" USING btree ("state","answer_by","id");--> statement-breakpoint
CREATE INDEX "destructions_with_key" ON "destructions" USING btree ("destroyed_at") WHERE key_gone_at is null;--> statement-breakpoint
CREATE INDEX "section_tasks_by_case" ON "section_tasks" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "section_tasks_by_agency" ON "section_tasks" USING btree ("agency_code","state","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_secrets_one_proposed" ON "work_secrets" USING btree ("record_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE UNIQUE INDEX "work_secrets_one_determined" ON "work_secrets" USING btree ("record_id") WHERE state = 'determined';--> statement-breakpoint
CREATE INDEX "work_secrets_by_record" ON "work_secrets" USING btree ("record_id","id");--> statement-breakpoint
CREATE INDEX "work_secrets_by_agency" ON "work_secrets" USING btree ("agency_code","id");--> statement-breakpoint
CREATE INDEX "notice_sendings_of" ON "notice_sendings" USING btree ("notice_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_sendings_one_on_its_way" ON "notice_sendings" USING btree ("notice_id") WHERE state = 'sent';--> statement-breakpoint
CREATE INDEX "readings_by_case" ON "readings" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "classification_authorities_by_agency" ON "classification_authorities" USING btree ("agency_code","id");--> statement-breakpoint
ALTER TABLE "searches" ADD CONSTRAINT "searches_task_id_section_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."section_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_by_time" ON "notices" USING btree ("issued_at","id");--> statement-breakpoint
CREATE INDEX "decisions_to_sign" ON "decisions" USING btree ("agency_code","id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "decisions_issued" ON "decisions" USING btree ("agency_code","decided_at","id") WHERE state = 'issued';--> statement-breakpoint
CREATE INDEX "incidents_unreported" ON "incidents" USING btree ("opened_at","id") WHERE reported_at is null and closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "posts_one_holder" ON "posts" USING btree ("agency_code","duty",coalesce("level", 0),"holder_id",coalesce("from_on", '-infinity'::date)) WHERE revoked_at is null;--> statement-breakpoint
ALTER TABLE "notice_services" ADD CONSTRAINT "notice_services_shown_by_its_own" CHECK (("notice_services"."witness" is null or "notice_services"."method" = 'left')
    and (coalesce("notice_services"."place", "notice_services"."until_on"::text) is null or "notice_services"."method" = 'public_notice')
    and "notice_services"."until_on" > "notice_services"."served_on");--> statement-breakpoint
ALTER TABLE "record_contents" ADD CONSTRAINT "record_contents_destroyed_whole" CHECK (("record_contents"."sealed_key" is null) = ("record_contents"."sealed_bytes" = ''::bytea)
    and ("record_contents"."sealed_key" is not null or "record_contents"."sealed_words" is null));--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_commission_in_order" CHECK ("posts"."from_on" <= "posts"."until_on");--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_commission_whole" CHECK (("posts"."commission" is null) = ("posts"."from_on" is null)
    and ("posts"."commission" is null) = ("posts"."until_on" is null));--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_reported_with_words" CHECK (num_nulls("incidents"."reported_at", "incidents"."reported_by", "incidents"."reported_to", "incidents"."report") in (0, 4));--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_closed_with_words" CHECK (num_nulls("incidents"."closed_at", "incidents"."closed_by", "incidents"."closed_as") in (0, 3)
    and ("incidents"."closed_as" is not distinct from 'handled') = ("incidents"."close_reason" is not null));--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_handled_once_reported" CHECK ("incidents"."closed_as" <> 'handled' or "incidents"."reported_at" is not null);--> statement-breakpoint
-- By hand
-- No legal day shall pass for the want of a list: an agency of before begins with an empty one, in whose place it enters its own.
INSERT INTO "secret_lists" ("id", "agency_code", "version", "from_on", "matters", "issued_by", "document", "recorded_by", "recorded_at")
SELECT gen_random_uuid(), "code", 1, current_date - 1, '[]', '系统', '升级前未录入，待补录', 'system', now() FROM "agencies";--> statement-breakpoint
-- What was ruled, or is still to be ruled, about the bytes of a record and about those that it was made from. A level that was
-- raised after a release counts as a ruling.
CREATE FUNCTION "rulings_on"("of_record" uuid)
RETURNS TABLE ("depth" integer, "given_at" timestamptz, "question" text, "ruling" text, "foreign_origin" boolean)
LANGUAGE sql STABLE SET search_path = public AS $$
  WITH RECURSIVE line AS (
    SELECT r.sha256, r.rendition_of, r.origin_agency <> r.agency_code AS is_foreign, 0 AS depth FROM records r WHERE r.id = of_record
    UNION ALL
    SELECT o.sha256, o.rendition_of, o.origin_agency <> o.agency_code, l.depth + 1
    FROM records o JOIN line l ON o.id = l.rendition_of)
  SELECT l.depth, f.closed_at, f.question, coalesce(f.ruling, 'awaited'), false FROM line l JOIN referrals f ON f.sha256 = l.sha256
  WHERE f.state IN ('open', 'ruled')
  UNION ALL SELECT l.depth, w.recorded_at, 'level', 'secret', false FROM line l JOIN level_raises w ON w.sha256 = l.sha256
  UNION ALL SELECT l.depth, NULL, 'origin', NULL, true FROM line l WHERE l.is_foreign
$$;--> statement-breakpoint
-- Whether a record may go out as far as others have a word in it: nothing is awaited, the nearest and latest ruling does not
-- withhold, and the body that it comes from consents.
CREATE FUNCTION "rulings_allow"("of_record" uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public AS $$
  WITH rulings AS MATERIALIZED (SELECT * FROM rulings_on(of_record))
  SELECT NOT EXISTS (SELECT FROM rulings WHERE ruling = 'awaited')
    AND coalesce((SELECT ruling NOT IN ('withhold', 'secret') FROM rulings
      WHERE question IN ('level', 'unsuitable', 'declassification') ORDER BY depth, given_at DESC LIMIT 1), true)
    AND coalesce((SELECT ruling = 'consents' FROM rulings
      WHERE question = 'consent' ORDER BY depth, given_at DESC LIMIT 1), NOT EXISTS (SELECT FROM rulings WHERE foreign_origin))
$$;--> statement-breakpoint
-- Whether a doubt of a moment was ruled upon since, and these very bytes found to be open.
CREATE FUNCTION "ruled_open"("of_record" uuid, "doubted_at" timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce((SELECT ruling = 'open' AND given_at >= doubted_at FROM rulings_on(of_record)
    WHERE depth = 0 AND question IN ('level', 'unsuitable') AND ruling <> 'awaited' ORDER BY given_at DESC LIMIT 1), false)
$$;--> statement-breakpoint
-- An answer is signed step by step, each by the duty that its sheet names; no one who signed approves it as well.
CREATE FUNCTION "signature_is_next"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN decision_sheets b ON b.decision_id = d.id JOIN answer_sheets s ON s.id = b.sheet_id
    WHERE d.id = NEW.decision_id AND d.state = 'proposed' AND s.steps -> (NEW.step - 1) ->> 'duty' = NEW.duty
      AND NEW.step = 1 + (SELECT count(*) FROM decision_signatures g WHERE g.decision_id = d.id)
  ) THEN
    RAISE EXCEPTION 'this is not the next step of the sheet' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decision_signatures_in_order';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "decision_signatures_in_order" BEFORE INSERT ON "decision_signatures" FOR EACH ROW
EXECUTE FUNCTION "signature_is_next"();--> statement-breakpoint
CREATE FUNCTION "decision_is_signed"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF (SELECT count(*) FROM decision_signatures g WHERE g.decision_id = NEW.id AND g.signed_by <> NEW.decided_by) < (
    SELECT jsonb_array_length(s.steps) FROM decision_sheets b JOIN answer_sheets s ON s.id = b.sheet_id
    WHERE b.decision_id = NEW.id
  ) THEN
    RAISE EXCEPTION 'this answer is not signed by every step of its sheet' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_signed';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "decisions_signed" BEFORE UPDATE OF "state" ON "decisions" FOR EACH ROW
WHEN (NEW."state" = 'issued') EXECUTE FUNCTION "decision_is_signed"();--> statement-breakpoint
-- A rendition of pages goes out when a second person held it against what it was made from, or a reviewer of its chain who
-- had opened both passed it; what it was made from is held to the same. In a plain text only the chosen places can differ.
CREATE FUNCTION "rendition_is_compared"("of_record" uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public AS $$
  WITH RECURSIVE line AS (
    SELECT id, sha256, media_type, rendition_of FROM records WHERE id = of_record
    UNION ALL SELECT r.id, r.sha256, r.media_type, r.rendition_of FROM records r JOIN line l ON r.id = l.rendition_of
  )
  SELECT NOT EXISTS (
    SELECT FROM line l JOIN records o ON o.id = l.rendition_of
    LEFT JOIN comparisons c ON c.rendition_id = l.id AND c.sha256 = l.sha256
    WHERE l.media_type <> 'text/plain' AND c.finding IS DISTINCT FROM 'complete' AND (c.finding IS NOT NULL OR NOT EXISTS (
      SELECT FROM reviews v JOIN record_openings w ON w.record_id = o.id AND w.sha256 = o.sha256 AND w.reader_id = v.reviewer_id
      WHERE v.record_id = l.id AND v.sha256 = l.sha256 AND v.finding = 'release' AND w.opened_at <= v.reviewed_at))
  )
$$;--> statement-breakpoint
CREATE FUNCTION "decision_releases_compared"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT FROM decision_records d JOIN decision_parts p ON p.decision_id = d.decision_id AND p.number = d.number
    WHERE d.decision_id = NEW.id AND p.outcome <> 'refuse' AND NOT rendition_is_compared(d.record_id)
  ) THEN
    RAISE EXCEPTION 'a rendition of this decision was not compared' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_release_compared';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "decisions_release_compared" BEFORE UPDATE OF "state" ON "decisions" FOR EACH ROW
WHEN (NEW."state" = 'issued') EXECUTE FUNCTION "decision_releases_compared"();--> statement-breakpoint
CREATE FUNCTION "disclosure_is_compared"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT rendition_is_compared(NEW.record_id) THEN
    RAISE EXCEPTION 'this rendition was not compared' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosures_compared';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "disclosures_compared" BEFORE INSERT ON "disclosures" FOR EACH ROW
EXECUTE FUNCTION "disclosure_is_compared"();--> statement-breakpoint
-- What was compared is what the rendition was made from.
CREATE FUNCTION "comparison_is_of_original"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM records r WHERE r.id = NEW.rendition_id AND r.rendition_of = NEW.original_id) THEN
    RAISE EXCEPTION 'this was not made from that' USING ERRCODE = 'check_violation', CONSTRAINT = 'comparisons_of_original';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "comparisons_of_original" BEFORE INSERT ON "comparisons" FOR EACH ROW
EXECUTE FUNCTION "comparison_is_of_original"();--> statement-breakpoint
-- The last gate once more: a seal that two people found to be a false alarm holds nothing back, what could not be read was
-- looked through by the secrecy duty, a level that referred a doubt is passed by its ruling, nothing is kept or about to be
-- kept as a work secret, and nothing ruled withholds it.
CREATE OR REPLACE FUNCTION "chain_releases"("of_record" uuid, "of_bytes" text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public AS $$
  SELECT (r.sealed_at IS NULL OR r.unsealed_by IS NOT NULL) AND r.sha256 = of_bytes
    AND (r.scan_state = 'done' OR r.scan_state = 'unreadable' AND EXISTS (
      SELECT FROM manual_checks m WHERE m.record_id = r.id AND m.sha256 = of_bytes AND m.finding = 'clean'))
    AND (SELECT count(*) FROM reviews v WHERE v.record_id = r.id AND v.sha256 = of_bytes AND v.level <= r.review_levels
      AND (v.finding = 'release' OR v.finding = 'refer' AND ruled_open(r.id, v.reviewed_at))) = r.review_levels
    AND NOT EXISTS (SELECT FROM work_secrets w WHERE w.record_id = r.id AND w.state IN ('proposed', 'determined'))
    AND rulings_allow(r.id)
  FROM records r WHERE r.id = of_record
$$;--> statement-breakpoint
-- Only the second of two people opens what was sealed.
ALTER TABLE "records" ADD CONSTRAINT "records_unsealed_by_two" FOREIGN KEY ("id", "unsealed_by")
REFERENCES "unsealings" ("record_id", "confirmed_by");--> statement-breakpoint
-- Only what is sealed is destroyed, and what is destroyed is unsealed by nobody.
CREATE FUNCTION "destruction_is_of_sealed"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM records r WHERE r.id = NEW.record_id AND r.sealed_at IS NOT NULL AND r.unsealed_by IS NULL) THEN
    RAISE EXCEPTION 'this record is not sealed' USING ERRCODE = 'check_violation', CONSTRAINT = 'destructions_of_sealed';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "destructions_of_sealed" BEFORE INSERT ON "destructions" FOR EACH ROW
EXECUTE FUNCTION "destruction_is_of_sealed"();--> statement-breakpoint
CREATE FUNCTION "unsealed_is_not_destroyed"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM destructions d WHERE d.record_id = NEW.id) THEN
    RAISE EXCEPTION 'this record is destroyed' USING ERRCODE = 'check_violation', CONSTRAINT = 'records_unsealed_not_destroyed';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "records_unsealed_not_destroyed" BEFORE UPDATE OF "unsealed_by" ON "records" FOR EACH ROW
WHEN (NEW."unsealed_by" IS NOT NULL) EXECUTE FUNCTION "unsealed_is_not_destroyed"();--> statement-breakpoint
-- The bytes of a record go only by an order of destruction.
CREATE FUNCTION "bytes_are_ordered_gone"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM destructions d WHERE d.record_id = NEW.record_id) THEN
    RAISE EXCEPTION 'nobody ordered this' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_contents_ordered_gone';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "record_contents_ordered_gone" BEFORE UPDATE ON "record_contents" FOR EACH ROW
WHEN (NEW."sealed_key" IS NULL) EXECUTE FUNCTION "bytes_are_ordered_gone"();--> statement-breakpoint
-- An answer on the spot gives out nothing new: it points to what stands in public by the word of another than who answers.
CREATE FUNCTION "decision_points_to_public"() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM decision_places l WHERE l.decision_id = NEW.id) AND (
    EXISTS (SELECT FROM decision_records r WHERE r.decision_id = NEW.id)
    OR EXISTS (
      SELECT FROM decision_places l JOIN disclosures p ON p.id = l.disclosure_id
      WHERE l.decision_id = NEW.id AND (p.taken_down_at IS NOT NULL OR p.agency_code <> NEW.agency_code OR p.approved_by = NEW.proposed_by))
    OR NOT EXISTS (
      SELECT FROM decision_places l JOIN disclosures p ON p.id = l.disclosure_id
      WHERE l.decision_id = NEW.id AND p.approved_by = NEW.decided_by)
  ) THEN
    RAISE EXCEPTION 'this answer points to what is not public by the word of who decided it' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_point_to_public';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "decisions_point_to_public" BEFORE UPDATE OF "state" ON "decisions" FOR EACH ROW
WHEN (NEW."state" = 'issued') EXECUTE FUNCTION "decision_points_to_public"();
