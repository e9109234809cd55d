import type { Caller, Duty, HeldPost } from './caller.ts'
import { errors } from './errors.ts'

/** Who may do a thing: a kind of caller, or a duty. */
export type Role = 'anonymous' | 'applicant' | 'consulted' | 'portal' | Duty

const agencyStaff = ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office', 'section', 'legal'] as const
const partiesAndStaff = ['applicant', 'portal', ...agencyStaff, 'supervisor'] as const

/**
 * Role × resource × verb: the one place that says who may do what. A caller who may not even `read` a resource is told
 * that it does not exist (404); one who may read it but not do this is told so (403).
 */
export const policy = {
  request: {
    file: ['anonymous', 'portal', 'clerk'],
    read: partiesAndStaff,
    list: partiesAndStaff,
    import: ['portal'],
    withdraw: ['applicant', 'portal', 'clerk'],
    confirm_receipt: ['clerk', 'officer'],
    classify: ['clerk', 'officer'],
    pass_on: ['clerk', 'officer'],
    prove_identity: ['clerk', 'officer', 'portal'],
    renew_token: ['clerk', 'portal'],
    transfer: ['officer', 'head'],
    redirect: ['applicant', 'clerk', 'officer'],
    divide: ['officer'],
    find_similar: ['clerk', 'officer', 'head', 'disclosure_office', 'supervisor'],
  },
  attachment: { read: ['applicant', 'portal', ...agencyStaff], add: ['applicant', 'portal', 'clerk', 'officer'] },
  clarification: {
    read: partiesAndStaff,
    ask: ['officer'],
    answer: ['applicant', 'portal', 'clerk', 'officer'],
    lapse: ['officer', 'head'],
    judge: ['officer', 'head'],
  },
  // The applicant learns by a notice that time does not count; who is asked what is not his to read.
  consultation: {
    read: ['consulted', ...agencyStaff, 'supervisor'],
    open: ['officer'],
    serve: ['clerk', 'officer'],
    answer: ['consulted', 'clerk', 'officer'],
  },
  reasons: {
    read: partiesAndStaff,
    ask: ['officer'],
    give: ['applicant', 'portal', 'clerk', 'officer'],
    judge: ['officer'],
    defer: ['head', 'disclosure_office'],
  },
  fee: {
    read: partiesAndStaff,
    propose: ['officer'],
    decide: ['head', 'disclosure_office'],
    record: ['clerk', 'officer'],
    abandon: ['officer', 'head'],
  },
  correction: { read: [...agencyStaff, 'supervisor'], propose: ['officer'], decide: ['head'] },
  inquiry: { read: [...agencyStaff, 'supervisor'], record: ['clerk', 'officer'] },
  agency: { keep: ['admin'] },
  client: { read: ['admin'], keep: ['admin'] },
  deadline: { read: partiesAndStaff, list: [...agencyStaff, 'supervisor'], verify: ['supervisor'] },
  // Who corrects what a clock says is one who works the case; a later legal day is the word of another, as an extension is.
  clock_correction: {
    read: [...agencyStaff, 'supervisor'],
    ask: ['clerk', 'officer'],
    decide: ['head', 'disclosure_office'],
  },
  calendar: { keep: ['admin'], preview: ['admin', 'supervisor'] },
  regime: { rehearse: ['admin', 'supervisor'] },
  milestone: { read: [...agencyStaff, 'supervisor', 'admin'], keep: ['admin'] },
  term: { read: [...agencyStaff, 'supervisor'], open: [...agencyStaff, 'supervisor'], close: [...agencyStaff, 'supervisor'] },
  feed: { open: ['applicant', ...agencyStaff, 'supervisor'] },
  recall: { read: ['secrecy', 'head', 'supervisor'] },
  extension: {
    read: [...agencyStaff, 'supervisor'],
    ask: ['officer'],
    // Which of these two duties decides is the regime's word.
    decide: ['head', 'disclosure_office'],
  },
  search: { read: [...agencyStaff, 'supervisor'], record: ['officer', 'section'] },
  section_task: {
    read: [...agencyStaff, 'supervisor'], open: ['officer'], answer: ['officer', 'section'], end: ['officer', 'head'],
  },
  record: {
    read: ['officer', 'review', 'section', 'head', 'secrecy', 'supervisor'],
    add: ['officer'],
    redact: ['officer'],
    review: ['review', 'section'],
    compare: ['officer', 'review', 'secrecy'],
    // What nobody could read is looked through by the secrecy duty; a seal and a key are its matter too.
    check: ['secrecy'],
    unseal: ['secrecy', 'head'],
    destroy: ['secrecy'],
    widen: ['secrecy', 'head'],
    file: ['officer', 'secrecy'],
  },
  // A form is received by the office of the body, and by those who act for the secrecy department of its district.
  filing: {
    read: ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office', 'supervisor'],
    receive: ['clerk', 'disclosure_office'],
    receive_for_secrecy: ['officer', 'secrecy'],
  },
  chain: { read: [...agencyStaff, 'supervisor', 'admin'], keep: ['admin'] },
  sheet: { read: [...agencyStaff, 'supervisor', 'admin'], keep: ['admin'] },
  qualification: { read: [...agencyStaff, 'supervisor', 'admin'], keep: ['admin'] },
  work_secret: { read: ['officer', 'review', 'head', 'secrecy', 'supervisor'], propose: ['officer'], determine: ['head'], release: ['head'] },
  referral: {
    read: ['officer', 'review', 'head', 'secrecy', 'supervisor'], open: ['officer', 'secrecy'], rule: ['officer'], end: ['secrecy', 'head'],
  },
  // The applicant learns that it is looked into and how it ended; his words are for him and for who works the case.
  secrecy_dispute: {
    read: partiesAndStaff,
    read_words: ['applicant', 'portal', 'clerk', 'officer', 'head', 'secrecy'],
    list: [...agencyStaff, 'supervisor'],
    file: ['applicant', 'portal', 'clerk'],
    withdraw: ['applicant', 'portal', 'clerk'],
  },
  carrier: { read: ['secrecy', 'head', 'supervisor'], keep: ['secrecy'], approve: ['head'], sign: agencyStaff },
  secret_list: { read: ['officer', 'review', 'head', 'secrecy', 'supervisor'], keep: ['secrecy'] },
  // What is secret is known to few: its form goes to the office, which signs for it and reads nothing of it.
  registered_secret: { read: ['secrecy', 'head'], keep: ['secrecy'], receive: ['clerk', 'disclosure_office'] },
  classification_authority: { read: [...agencyStaff, 'supervisor', 'admin'], keep: ['admin'] },
  publication: {
    read: [...agencyStaff, 'supervisor'], open: ['officer'], examine: ['officer', 'disclosure_office'], propose: ['officer'],
    decide: ['head'], end: ['officer', 'head'],
  },
  disclosure: {
    check: ['secrecy', 'supervisor'], confirm: ['officer'], take_down: ['secrecy', 'head', 'supervisor'],
    raise_level: ['secrecy'], copy: ['portal'],
  },
  guide: { keep: ['disclosure_office', 'head'] },
  // Contents are nobody's but those who work on them; a supervisor sees everything except these. A section sees what it reviews.
  content: { read: ['officer', 'review', 'section', 'head', 'secrecy'] },
  decision: {
    read: [...agencyStaff, 'supervisor'], propose: ['officer'], sign: ['legal', 'section', 'disclosure_office', 'secrecy'], decide: ['head'],
  },
  notice: {
    read: ['consulted', ...partiesAndStaff],
    list: [...agencyStaff, 'supervisor'],
    register: ['applicant', 'portal', 'clerk', 'officer'],
    serve: ['clerk', 'officer'],
    void: ['head', 'disclosure_office'],
  },
  audit: { read: ['supervisor'], verify: ['supervisor'] },
  delivery: { read: ['supervisor', 'admin'], replay: ['admin'] },
  oversight: { read: [...agencyStaff, 'supervisor'] },
  incident: { read: ['head', 'secrecy', 'supervisor'], report: ['secrecy', 'head'], close: ['supervisor'] },
  shortage: { read: ['head', 'supervisor', 'admin'] },
  // Who commissions lends his own people to a body below.
  post: { read: [...agencyStaff, 'supervisor', 'admin'], keep: ['admin'], commission: ['admin', 'head'] },
} as const satisfies Record<string, Record<string, readonly Role[]>>

export type Resource = keyof typeof policy
export type Verb<R extends Resource> = keyof (typeof policy)[R]

/**
 * What a permission is asked about. A null agency is asked by lists and by things of no one agency: an applicant or a
 * portal then passes by its kind, and the list holds only what is its own. Of anything else the case must be named.
 */
export type Subject = {
  agencyCode: string | null, requestId?: string, clientId?: string | null, consultationId?: string | null
}

/** Whether the caller may, and through which posts (empty for callers who are not staff). */
export function permission<R extends Resource> (
  caller: Caller, resource: R, verb: Verb<R>, subject: Subject,
): { allowed: boolean, posts: readonly HeldPost[] } {
  const roles = policy[resource][verb] as readonly Role[]
  if (caller.kind === 'staff') {
    const posts = caller.posts.filter((post) => roles.includes(post.duty) && reaches(post, subject))
    return { allowed: posts.length > 0, posts }
  }
  return { allowed: roles.includes(caller.kind) && isOwn(caller, subject), posts: [] }
}

/**
 * Passes a caller who may, with the posts through which he may. Otherwise throws: 401 to a caller without a token, 404
 * where he may not even read the resource, 403 where he may.
 */
export function authorize<R extends Resource> (
  caller: Caller, resource: R, verb: Verb<R>, subject: Subject,
): readonly HeldPost[] {
  const { allowed, posts } = permission(caller, resource, verb, subject)
  if (allowed) return posts
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const readable = 'read' in policy[resource] && permission(caller, resource, 'read' as Verb<R>, subject).allowed
  throw readable || subject.agencyCode === null ? errors.notAllowed() : errors.notFound()
}

/** The agencies whose things of this kind a staff member may read; `all` for a supervisor or administrator. */
export function readableAgencies<R extends Resource> (caller: Caller, resource: R, verb: Verb<R>): 'all' | string[] {
  const { posts } = permission(caller, resource, verb, { agencyCode: null })
  if (posts.some((post) => isOfEveryAgency(post.duty))) return 'all'
  return [...new Set(posts.map((post) => post.agencyCode))]
}

function reaches (post: HeldPost, subject: Subject): boolean {
  return subject.agencyCode === null || isOfEveryAgency(post.duty) || post.agencyCode === subject.agencyCode
}

function isOfEveryAgency (duty: Duty): boolean {
  return duty === 'supervisor' || duty === 'admin'
}

function isOwn (caller: Caller, subject: Subject): boolean {
  if (subject.agencyCode === null) return true
  switch (caller.kind) {
    case 'applicant': return caller.requestIds.includes(subject.requestId ?? '')
    case 'consulted': return caller.consultationId === subject.consultationId
    case 'portal': return caller.clientId === subject.clientId
    default: return true
  }
}
