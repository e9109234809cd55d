import type { FastifyReply } from 'fastify'
import type { Paper } from '@lightwell/documents/paper'
import { renderHtml } from '@lightwell/documents/render-html'
import { renderPdf } from '@lightwell/documents/render-pdf'
import { preferredMedia } from '@lightwell/http/accept'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { errors } from './sheet-errors.ts'
import type { HousePaper } from './store/house-papers.ts'

/** A page or a PDF, by what Accept asks for, in a schema. */
export const housePage = {
  200: {
    description: 'The paper as a page, or as PDF where Accept asks for it',
    content: {
      'text/html': { schema: { type: 'string' } }, 'application/pdf': { schema: { type: 'string', format: 'binary' } },
    },
  },
}

/** Sends a paper of the house: the bytes that were signed, or, before that, how it stands now. */
export async function sendHousePaper (
  reply: FastifyReply, accept: string | undefined, paper: { kept: HousePaper } | { draft: Paper },
): Promise<FastifyReply> {
  const asPdf = preferredMedia(accept, ['text/html', 'application/pdf']) === 'application/pdf'
  const bytes = 'kept' in paper ? keptBytes(paper.kept, asPdf) : await draftBytes(paper.draft, asPdf)
  return await reply.headers({
    'content-type': asPdf ? 'application/pdf' : 'text/html; charset=utf-8', etag: `"${sha256Hex(bytes)}"`,
    vary: 'authorization, accept', 'cache-control': 'no-store',
  }).send(bytes)
}

function keptBytes ({ bytes, sha256, pdfBytes, pdfSha256 }: HousePaper, asPdf: boolean): Buffer {
  const [kept, hash] = asPdf ? [pdfBytes, pdfSha256] : [bytes, sha256]
  if (sha256Hex(kept) !== hash) throw errors.paperBytesDiffer()
  return kept
}

async function draftBytes (paper: Paper, asPdf: boolean): Promise<Buffer> {
  return asPdf ? Buffer.from(await renderPdf(paper)) : Buffer.from(renderHtml(paper), 'utf8')
}
