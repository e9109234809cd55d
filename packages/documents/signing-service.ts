/**
 * What seals a paper with the electronic seal of its agency (电子签章). It answers with the file that it was given and its signature
 * behind it; whoever asks looks whether it did only that.
 */
export type SigningService = Readonly<{ sign (pdf: Uint8Array): Promise<Uint8Array> }>

export type SigningSettings = Readonly<{ url: string, token?: string | undefined }>

const timeoutMs = 30_000

/** A signing service behind an address: a PDF is posted there, and comes back sealed. Rejects where it does not answer so. */
export function httpSigningService ({ url, token }: SigningSettings): SigningService {
  return {
    async sign (pdf) {
      const answer = await fetch(url, {
        method: 'POST', body: new Uint8Array(pdf), signal: AbortSignal.timeout(timeoutMs), redirect: 'error',
        headers: {
          'content-type': 'application/pdf', accept: 'application/pdf',
          ...token !== undefined && { authorization: `Bearer ${token}` },
        },
      })
      if (!answer.ok) throw new Error(`The signing service answered ${answer.status}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
  }
}
