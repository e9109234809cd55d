import { randomFrom } from './random.ts'
import type { Scan } from './scan.ts'
import { typefaces } from './typefaces.ts'

/** Marks as they stand on papers: every level with and without periods, dated, conditional, spaced, with other stars. */
export const scannedMarks = [
  '秘密★10年', '机密★20年', '绝密★30年', '秘密★1年', '秘密★5年', '机密★3年', '秘密★6个月', '机密★8个月',
  '秘密★', '机密★', '绝密★', '秘密★长期', '机密★长期', '绝密★长期', '秘密★2027年6月30日', '机密★2030年12月31日',
  '绝密★2045年1月1日', '机密★会议开始前', '秘密★公布前', '绝密★任务完成后', '秘密☆10年', '机密☆5年', '秘密＊3年', '机密＊10年',
  '秘 密 ★ 10 年', '机 密 ★ 长期', '绝　密', '秘密', '机密', '绝密', '密级：机密', '密级：秘密★5年', '【秘密】', '秘密★１０年',
] as const

const titles = ['关于进一步做好政务公开工作的通知', '关于城市供水管网改造的批复', '全市经济运行情况汇报', '关于召开工作会议的通知', '年度财政预算执行情况报告']
const innocentTitles = [
  '关于贯彻落实保守国家秘密法的通知', '商业秘密保护工作指引', '国家秘密定密管理暂行规定', '关于加强保密宣传教育的意见',
  '关于严禁在互联网处理机密信息的提醒', '企业技术秘密认定办法', '★重点工作★推进情况', '信访人个人秘密保护须知', ...titles,
]
const sentences = [
  '各区县人民政府，市政府各部门、各直属机构：', '为进一步规范办理流程，提高服务水平，现就有关事项通知如下。', '一、提高认识，加强组织领导，明确工作职责。',
  '二、坚持以人民为中心，按照依法依规、公平公正的原则推进。', '三、各单位应当在收到本通知之日起二十个工作日内报送情况。',
  '截至2026年6月30日，全市共受理申请1245件，办结1198件，办结率96.2%。', '联系人：王建国，电话：010-65283344。', '四、加强督促检查，确保各项措施落到实处。',
]
const innocentSentences = [
  '要严格遵守保密纪律，保守国家秘密，防止泄密事件发生。', '申请人认为涉及商业秘密的，应当说明理由并提供证据。', '涉密载体分为绝密、机密和秘密三级，由专人管理。',
  '工作人员不得泄露在履行职责中知悉的商业秘密和个人隐私。', '机密级文件由机要部门统一收发。', ...sentences,
]

/** `count` pages with a mark, each drawn and scanned in its own way, the same in every run. */
export function markedScans (count: number): Scan[] {
  return Array.from({ length: count }, (_, number) => {
    const random = randomFrom(number * 7919 + 1)
    return { ...anyScan(number, random, sentences, titles), mark: scannedMarks[number % scannedMarks.length] as string }
  })
}

/** `count` pages without a mark: most of them speak of secrets, or begin with a copy number or an urgency. */
export function innocentScans (count: number): Scan[] {
  return Array.from({ length: count }, (_, at) => {
    const number = 100_000 + at
    const random = randomFrom(number * 7919 + 1)
    return anyScan(number, random, innocentSentences, innocentTitles)
  })
}

function anyScan (number: number, random: () => number, texts: readonly string[], headings: readonly string[]): Scan {
  const pick = <Item> (items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  return {
    number,
    at: random() < 0.8 ? 'left' : 'right',
    typeface: typefaces[number % typefaces.length] as Scan['typeface'],
    size: 14 + Math.floor(random() * 5),
    copyNumber: random() < 0.4,
    urgency: random() < 0.3,
    letterhead: random() < 0.5,
    title: pick(headings),
    body: Array.from({ length: 6 + Math.floor(random() * 5) }, () => pick(texts)).join(''),
    dpi: pick([150, 150, 200, 200, 300]),
    turn: (1 + random() * 2) * (random() < 0.5 ? -1 : 1),
    noise: random() * 25,
    blur: random() < 0.5 ? random() * 1.2 : 0,
    jpeg: 40 + Math.floor(random() * 55),
    stamp: random() < 0.3,
  }
}
