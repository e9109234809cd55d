import type { SealFault } from '@lightwell/documents/seal-fault'
import type { SigningService } from '@lightwell/documents/signing-service'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { describeError } from '@lightwell/events/describe-error'
import type { Sweep } from '@lightwell/events/sweep'
import { transact } from '@lightwell/events/transact'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { insertSeal, listUnsealed, type Unsealed } from '../store/notice-seals.ts'

/**
 * Has the papers of the last day sealed, where the house has a service for it. Nothing waits for a seal: the paper is issued and
 * served without one, and a service that does not answer is asked again later. What is not the approved paper with a seal, and
 * nothing else, is refused for good and told to the operator.
 */
export const sealNotices: Sweep = { name: 'seal_notices', run: sealOnce }

const batch = 5
const dayMs = 86_400_000
const restMs = 60_000
const restUntil = new WeakMap<SigningService, number>()

async function sealOnce (deps: Deps): Promise<number> {
  const { signing } = deps
  if (signing === undefined) return 0
  const now = deps.clock.now().getTime()
  if (now < (restUntil.get(signing) ?? 0)) return 0
  const unsealed = await listUnsealed(deps.db, { since: new Date(now - dayMs), limit: batch })
  let sealed = 0
  for (const notice of unsealed) {
    const bytes = await signed(deps, signing, notice)
    if (bytes === undefined) {
      restUntil.set(signing, now + restMs)
      break
    }
    await keep(deps, notice, bytes)
    sealed += 1
  }
  return sealed
}

async function signed (deps: Deps, signing: SigningService, { id: noticeId, pdfBytes }: Unsealed): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await signing.sign(pdfBytes))
  } catch (error) {
    deps.log.warn({ noticeId, error: describeError(error) }, 'A paper was not sealed and will be tried again')
    return undefined
  }
}

async function keep (deps: Deps, unsealed: Unsealed, bytes: Buffer): Promise<void> {
  const { id: noticeId, caseId, pdfSha256 } = unsealed
  const fault = await faultOf(unsealed, bytes)
  const at = deps.clock.now()
  const about = { noticeId, pdfSha256, sealedSha256: sha256Hex(bytes) }
  if (fault !== undefined) deps.log.error({ ...about, fault }, 'What the signing service gave back is not the approved paper')
  await transact(deps, async (tx) => {
    const head = await lockCase(tx, caseId)
    const kept = fault === undefined
      ? { state: 'sealed', sealedBytes: bytes, fault: null } as const : { state: 'refused', sealedBytes: null, fault } as const
    if (head === undefined || !await insertSeal(tx, { ...about, ...kept, sealedAt: at })) return
    const by = { room: 'decision', actor: 'system', at } as const
    if (fault === undefined) await append(tx, head, { ...by, type: 'lightwell.notice.sealed.v1', data: about })
    else await append(tx, head, { ...by, type: 'lightwell.notice.seal_refused.v1', data: { ...about, fault } })
  })
}

// What draws pages is loaded by a process that seals papers, and by no other.
async function faultOf ({ pdfBytes, pdfSha256 }: Unsealed, sealed: Buffer): Promise<SealFault | undefined> {
  if (sha256Hex(pdfBytes) !== pdfSha256) return 'other_bytes'
  const { sealFault } = await import('@lightwell/documents/seal-fault')
  return await sealFault(pdfBytes, sealed)
}
