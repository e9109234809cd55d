import { eventually } from './eventually.ts'

/** One question to the system: who asks, in words what for, and what the answer must be. */
export type Question = {
  /** A staff handle, `portal`, or an applicant's access token; nobody when left out. */
  as?: string
  /** The caller as the account names him. */
  who: string
  does: string
  method: 'GET' | 'POST'
  path: string
  /** Sent as JSON; a FormData as multipart. */
  body?: object
  expect: number
}

export type Answer<Body> = { body: Body, text: string }

/** Puts a question and gives its answer. Throws UnexpectedAnswer when its status is another than expected. */
export type Ask = <Body>(question: Question) => Promise<Answer<Body>>

/** An answer that the account of a request does not foresee. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
}

/** The system does not answer at all, or is not the one that was meant; the message is for the person who runs this. */
export class NotReachable extends Error {
  override readonly name = 'NotReachable'
}

export type Reach = { address: string, tokenOf (as: string): Promise<string> }

/** Asks over HTTP, in English; papers and contents come in the language of the case all the same. */
export function askAt ({ address, tokenOf }: Reach): Ask {
  return async <Body> ({ as, does, method, path, body, expect }: Question): Promise<Answer<Body>> => {
    const token = as === undefined ? undefined : await tokenOf(as)
    // What is refused for the moment alone says so: another room acts a moment later.
    const answer = await eventually(() => send(address + path, {
      method,
      headers: {
        'accept-language': 'en',
        ...token !== undefined && { authorization: `Bearer ${token}` },
        ...body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' },
      },
      ...body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) },
    }), ({ status, headers }) => status === expect || !headers.has('retry-after'))
    const text = await answer.text()
    const parsed = readJson(answer, text)
    if (answer.status !== expect) {
      const reason = reasonOf(parsed, text)
      throw new UnexpectedAnswer(`“${does}” was to be answered ${expect}, and was answered ${answer.status}: ${reason}`)
    }
    return { body: parsed as Body, text }
  }
}

/** Sees that a ready system answers and takes our tokens. Throws NotReachable, with what to do about it. */
export async function reach ({ address, tokenOf }: Reach): Promise<void> {
  const { status } = await send(`${address}/readyz`, {})
  if (status !== 200) throw new NotReachable(`What answers at ${address} is not a Lightwell that is ready (${status}).`)
  const authorization = `Bearer ${await tokenOf('jcj.supervisor')}`
  const known = await send(`${address}/v1/requests?limit=1`, { headers: { authorization } })
  if (known.status === 401) {
    throw new NotReachable(
      `The system at ${address} was started with another key; set LIGHTWELL_KEY or LIGHTWELL_DATA as it was set there.`)
  }
}

async function send (address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, options)
  } catch (error) {
    const reason = (error as { cause?: { code?: string } }).cause?.code ?? 'no connection'
    throw new NotReachable(`No system answers at ${new URL(address).origin} (${reason}). Start it with: npm start`)
  }
}

function readJson (answer: Response, text: string): unknown {
  return /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
}

type ProblemAnswer = { code?: string, detail?: string, errors?: { pointer: string, code: string }[] }

function reasonOf (body: unknown, text: string): string {
  const { code, detail, errors = [] } = (body ?? {}) as ProblemAnswer
  if (code === undefined) return text.slice(0, 200)
  return [`${code}. ${detail}`, ...errors.map((fault) => `${fault.pointer} ${fault.code}`)].join(' ')
}
