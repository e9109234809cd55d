import type { Bilingual } from '@lightwell/regimes/citation'

/** What was filed: a request for information, or one to correct a record. */
export type RequestKind = 'disclosure' | 'correction'

/** What a request is called in the papers about it. */
export const requestNames: Readonly<Record<RequestKind, Bilingual>> = {
  disclosure: { zh: '政府信息公开申请', en: 'request for government information' },
  correction: { zh: '政府信息更正申请', en: 'request to correct a record' },
}
