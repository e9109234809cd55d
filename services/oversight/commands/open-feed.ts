import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as httpErrors } from '@lightwell/http/errors'
import type { Language } from '@lightwell/http/language'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { newToken } from '@lightwell/secrets/tokens'
import { errors, faults } from '../errors.ts'
import { feedOwner } from '../feed-owner.ts'
import type { NewFeed } from '../feed.ts'
import { countFeeds, holdFeeds, insertFeed, type FeedRow } from '../store/feeds.ts'
import { findAgencies } from '../store/requests.ts'

const mostFeeds = 20

type Reach = Pick<FeedRow, 'agencyCode' | 'personId' | 'requestIds'>

/**
 * Opens a calendar feed: of an agency, or of what a person has to act on, for staff; of his requests for an applicant.
 * Gives the secret of its address, of which only a hash is kept.
 */
export async function openFeed (
  deps: Deps, tx: Transaction, caller: Caller, { language, ...asked }: NewFeed & { language: Language },
): Promise<{ feed: FeedRow, secret: string }> {
  const createdBy = await feedOwner(tx, caller)
  const reach = await reachOf(tx, caller, asked)
  await holdFeeds(tx, createdBy)
  if (await countFeeds(tx, createdBy) >= mostFeeds) throw errors.tooManyFeeds()
  const { token: secret, hash: secretHash } = newToken('feed')
  const feed: FeedRow = {
    id: uuidv7(), secretHash, scope: asked.scope, ...reach, language, createdBy, createdAt: deps.clock.now(), revokedAt: null,
  }
  await insertFeed(tx, feed)
  return { feed, secret }
}

async function reachOf (tx: Transaction, caller: Caller, { scope, agency, requestId }: NewFeed): Promise<Reach> {
  refuseFaults([
    ...agency !== undefined && scope !== 'agency' ? [faults.notHere('/agency')] : [],
    ...requestId !== undefined && scope !== 'applicant' ? [faults.notHere('/requestId')] : [],
  ])
  if (caller.kind === 'applicant' && scope === 'applicant') return requestsAsked(caller.requestIds, requestId)
  if (caller.kind !== 'staff' || scope === 'applicant') throw httpErrors.notAllowed()
  const { personId } = caller
  if (scope === 'officer') return { agencyCode: null, personId, requestIds: [] }
  return { agencyCode: await agencyAsked(tx, caller, agency), personId, requestIds: [] }
}

function requestsAsked (own: readonly string[], requestId: string | undefined): Reach {
  if (requestId !== undefined && !own.includes(requestId)) refuseFaults([faults.notYours('/requestId')])
  return { agencyCode: null, personId: null, requestIds: requestId === undefined ? [...own] : [requestId] }
}

async function agencyAsked (tx: Transaction, caller: Caller, agency: string | undefined): Promise<string> {
  const readable = readableAgencies(caller, 'feed', 'open')
  const code = agency ?? (readable.length === 1 ? readable[0] : undefined)
  if (code === undefined) refuseFaults([faults.required('/agency')])
  authorize(caller, 'feed', 'open', { agencyCode: code as string })
  if (!(await findAgencies(tx, [code as string])).has(code as string)) refuseFaults([faults.unknownAgency('/agency')])
  return code as string
}
