import { v7 as uuidv7 } from 'uuid'
import { sql } from 'drizzle-orm'
import { connect, type Transaction } from '@lightwell/database/connect'
import type { Duty } from '@lightwell/http/caller'
import { agencies, apiClients, people, posts } from '@lightwell/schema/tables/intake'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { namedHash } from '@lightwell/secrets/hashes'
import { samplePortalKey } from '@lightwell/secrets/tokens'

const seedLock = 0x11_67_77_e2

type Held = [handle: string, duty: Duty, level?: number | null, deputy?: string]

type SampleAgency = {
  code: string, nameZh: string, nameEn: string, parentCode: string | null, regimeId: string | null,
  reviewLevels: number, posts: Held[]
}

const sample: SampleAgency[] = [
  {
    code: 'CITY', nameZh: '市人民政府办公室', nameEn: 'Office of the City Government', parentCode: null,
    regimeId: 'order_711', reviewLevels: 2,
    posts: [
      ['city.clerk', 'clerk'], ['city.officer', 'officer'], ['city.review1', 'review', 1], ['city.review2', 'review', 2],
      ['city.head', 'head'], ['city.head', 'disclosure_office'], ['city.review2', 'secrecy'], ['city.admin', 'admin'],
    ],
  },
  {
    code: 'XM', nameZh: '新民镇人民政府', nameEn: 'Xinmin Town Government', parentCode: 'CITY',
    regimeId: 'county', reviewLevels: 2,
    posts: [
      ['xm.clerk', 'clerk'], ['xm.officer', 'officer'], ['xm.review1', 'review', 1], ['xm.review2', 'review', 2],
      ['xm.head', 'head', null, 'xm.deputy'], ['xm.review2', 'secrecy'],
    ],
  },
  {
    code: 'CS', nameZh: '常熟市某局', nameEn: 'A Department of Changshu City', parentCode: 'CITY',
    regimeId: 'county', reviewLevels: 1,
    posts: [
      ['cs.clerk', 'clerk'], ['cs.officer', 'officer'], ['cs.review1', 'review', 1], ['cs.head', 'head'],
      ['cs.review1', 'secrecy'],
    ],
  },
  {
    code: 'AQ', nameZh: 'A区农业农村局', nameEn: 'Agriculture and Rural Affairs Bureau of District A',
    parentCode: 'CITY', regimeId: 'county', reviewLevels: 3,
    posts: [
      ['aq.clerk', 'clerk'], ['aq.officer', 'officer'], ['aq.review1', 'review', 1], ['aq.review2', 'review', 2],
      ['aq.review3', 'review', 3], ['aq.head', 'head'], ['aq.review3', 'secrecy'],
    ],
  },
  {
    code: 'BMJ', nameZh: '保密局', nameEn: 'Secrecy Bureau', parentCode: 'CITY', regimeId: null, reviewLevels: 0,
    posts: [['bmj.officer', 'officer']],
  },
  {
    code: 'JCJ', nameZh: '监察局', nameEn: 'Supervision Bureau', parentCode: 'CITY', regimeId: null, reviewLevels: 0,
    posts: [['jcj.supervisor', 'supervisor']],
  },
]

/**
 * Loads the sample agencies, people, posts and portal into an empty house. A house that has an agency is left alone: a
 * post that was revoked since stays revoked.
 */
export async function loadSampleWorld (databaseUrl: string, keys: KeyRing): Promise<void> {
  const { db, close } = connect(databaseUrl, 'intake', { max: 1 })
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${seedLock})`)
      const settled = await tx.select({ code: agencies.code }).from(agencies).limit(1)
      if (settled.length === 0) await insertWorld(tx, keys)
    })
  } finally {
    await close()
  }
}

async function insertWorld (tx: Transaction, keys: KeyRing): Promise<void> {
  await tx.insert(agencies).values(sample.map(({ posts: _posts, ...agency }) => ({
    ...agency, calendarId: 'CN', zone: 'Asia/Shanghai',
  })))
  const handles = new Set(sample.flatMap((agency) => agency.posts.flatMap(([handle, , , deputy]) => [handle, deputy ?? handle])))
  const staff = [...handles].map((handle) => ({ id: uuidv7(), handle, name: handle }))
  await tx.insert(people).values(staff)
  const idOf = (handle: string): string => staff.find((person) => person.handle === handle)?.id as string
  await tx.insert(posts).values(sample.flatMap((agency) => agency.posts.map(([holder, duty, level, deputy]) => ({
    id: uuidv7(), agencyCode: agency.code, duty, level: level ?? null, holderId: idOf(holder),
    deputyId: deputy === undefined ? null : idOf(deputy),
  }))))
  await tx.insert(apiClients).values({ id: uuidv7(), name: 'sample portal', keyHash: namedHash(samplePortalKey(keys)) })
}
