import { countyRule as act, secrecyOpinions } from './acts.ts'
import { citing, silent } from './citation.ts'
import { countyCategories, countyPracticeCategories } from './county-categories.ts'
import type { LocalRegime } from './regime.ts'

const article = citing(act)
const exemption = (item: number) => ({ act: act.name, tier: act.tier, article: `6(${item})` })

const asked = { description: article('11(2)', 'required'), purpose: article('11(2)', 'required') } as const

/** 政务信息公开实施细则: what a county settles in its own words. The rest is Order 711. */
export const countyRule: LocalRegime = {
  id: 'county',
  version: 1,
  parent: 'order_711',
  name: act.name,
  inForceFrom: silent(null, { zh: '第十九条的施行日期空缺。', en: 'Art. 19 leaves the day blank.' }),

  limit: {
    unit: article('12.1', 'working_days'),
    base: article('12.1', 5),
    // 可以延长到10个工作日: to 10 in total, not by 10.
    extendedTotal: article('12.1', 10),
    approvingDuty: article('12.1', 'head'),
  },

  extension: {
    reasons: article('12.1', {
      information_processing: { zh: '信息资料处理', en: 'the processing of the information' },
      other: { zh: '其他客观原因', en: 'another objective cause' },
    }),
    notice: article('12.1', 'tells', {
      zh: '条文只要求告知申请人理由。',
      en: 'The article has the applicant told the reasons, and no more.',
    }),
  },

  // 依申请予以免费提供: what is asked for is given free of charge.
  fee: { charged: article('3', false) },

  terms: {
    // 自发布之日起30日内: calendar days, where other limits say 工作日.
    normative_document: article('9', { unit: 'calendar_days', n: 30, duty: 'officer' }),
  },

  correction: {
    defects: article('13', ['inaccurate', 'incomplete', 'out_of_date', 'irrelevant']),
    notOurs: article('13', 'forward_and_tell'),
  },

  form: {
    citizen: {
      applicant: {
        name: article('11(1)', 'required'),
        sex: article('11(1)', 'required'),
        birthDate: article('11(1)', 'required'),
        idNumber: article('11(1)', 'required'),
        address: article('11(1)', 'required'),
      },
      contact: article('11(1)', ['phone', 'email']),
      request: asked,
    },
    organisation: {
      applicant: {
        name: article('11(1)', 'required'),
        representativeName: article('11(1)', 'required'),
        representativeSex: article('11(1)', 'required'),
        representativeBirthMonth: article('11(1)', 'required'),
        address: article('11(1)', 'required', {
          zh: '印章加盖在书面材料或者附件上，不作为填写项。',
          en: 'The seal is on the paper or on an attachment; it is not a field.',
        }),
      },
      request: asked,
    },
    foreigner: {
      applicant: {
        nationality: article('11(1)', 'required'),
        passportNumber: article('11(1)', 'required'),
      },
      request: asked,
    },
  },

  codes: {
    categories: article('7', countyCategories),
    furtherCategories: silent(countyPracticeCategories, {
      zh: '年度工作报告在条文所列之外列出这些类别。', en: 'The yearly work report lists them beside what the article names.',
    }),
    forms: article('8', {
      bulletin: { zh: '信息简报、新闻发布会', en: 'Bulletins and press conferences' },
      media: { zh: '报刊、广播、电视等新闻媒体', en: 'Newspapers, radio, television and other news media' },
      hotline: { zh: '政务信息公开服务热线', en: 'A hotline for open information' },
      website: { zh: '政府网站', en: 'Government website' },
      other: { zh: '其他便于公众知晓的形式', en: 'Other forms in which the public easily learns of it' },
    }, {
      zh: '第（四）项为兜底规定；第九条、第十条所称的目录在政府网站上。',
      en: 'Item (4) leaves the list open; the website is where arts. 9 and 10 have the catalogue.',
    }),
  },

  // Art. 3 points to art. 10 for these; the list stands in art. 6, and notices cite art. 6.
  grounds: {
    state_secret: {
      ...exemption(1),
      name: { zh: '被依法确定为国家秘密', en: 'determined to be a state secret under the secrecy law' },
    },
    trade_secret: {
      ...exemption(2),
      name: {
        zh: '属于商业秘密或者公开可能导致商业秘密被泄露',
        en: 'a trade secret, or disclosure may lead to its leak',
      },
    },
    privacy: {
      ...exemption(3),
      name: {
        zh: '属于个人隐私或者公开可能导致对个人隐私权造成不当侵害',
        en: 'personal privacy, or disclosure may unduly harm it',
      },
    },
    under_investigation: {
      ...exemption(4),
      name: { zh: '正在调查、讨论、处理过程中', en: 'under investigation, discussion or handling' },
      parentGround: 'process_information',
      temporary: true,
    },
    enforcement_or_life: {
      ...exemption(5),
      name: {
        zh: '公开后可能会影响检查、调查、取证等执法活动或者会威胁个人生命安全',
        en: 'disclosure may affect inspection, investigation or the taking of evidence, or threaten a life',
      },
      parentGround: 'enforcement_file',
    },
    other_law: {
      ...exemption(6),
      name: { zh: '法律、法规规定的其他不予公开的信息', en: 'another law or regulation provides that it is withheld' },
      parentGround: 'law_forbids',
    },
    // 不宜公开 is no exemption of art. 6: without a ruling nothing rests on it.
    unsuitable: {
      act: secrecyOpinions.name, tier: secrecyOpinions.tier, article: '4(4)',
      name: {
        zh: '认为不宜公开，经保密行政管理部门审核或者政务公开联席会议会商免于公开',
        en: 'held to be unsuitable, and exempted by the secrecy authority or by the joint conference',
      },
      parentGround: 'three_securities',
      needsRuling: true,
    },
  },
}
