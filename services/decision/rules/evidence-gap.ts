/** Something that must be on record before a part can be decided so, and is not. */
export type EvidenceGap = {
  code: 'record_sealed' | 'review_incomplete' | 'record_not_cleared' | 'identity_not_proved' | 'search_missing'
    | 'classification_missing' | 'clarification_missing' | 'reasons_missing' | 'earlier_request_missing'
    | 'consultation_open' | 'objection_stands' | 'record_missing' | 'scan_unfinished' | 'about_person' | 'personal_data_unredacted'
    | 'referral_open' | 'ruling_withholds' | 'ruling_missing' | 'consent_missing'
    | 'not_compared' | 'not_severed' | 'ground_not_in_force' | 'open_by_law' | 'work_secret' | 'unreadable'
  pointer: string
  recordId?: string
}
