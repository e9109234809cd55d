import type { BodyLevel, CodeList } from './codes.ts'

/** What every body makes public without being asked (条例第二十条), in the order of its items. */
export const order711Categories: CodeList = {
  rules: { zh: '行政法规、规章和规范性文件', en: 'Regulations, rules and normative documents' },
  organisation: {
    zh: '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名',
    en: 'Duties, organisation, address, hours, ways to be reached and names of those responsible',
  },
  plans: { zh: '国民经济和社会发展规划、专项规划、区域规划及相关政策', en: 'Development plans and policies about them' },
  statistics: { zh: '国民经济和社会发展统计信息', en: 'Economic and social statistics' },
  licences: {
    zh: '办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果',
    en: 'Licences and other services: basis, conditions, procedure and results',
  },
  penalties: {
    zh: '实施行政处罚、行政强制的依据、条件、程序以及有一定社会影响的行政处罚决定',
    en: 'Penalties and compulsion: basis, conditions, procedure, and penalties of public interest',
  },
  budget: { zh: '财政预算、决算信息', en: 'Budget and final accounts' },
  fees: { zh: '行政事业性收费项目及其依据、标准', en: 'Fees, their basis and rates' },
  procurement: { zh: '政府集中采购项目的目录、标准及实施情况', en: 'Central procurement: list, standards and results' },
  major_projects: { zh: '重大建设项目的批准和实施情况', en: 'Major construction projects: approval and progress' },
  welfare: {
    zh: '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况',
    en: 'Poverty relief, education, medicine, social security and employment: policies and how they are carried out',
  },
  emergencies: { zh: '突发公共事件的应急预案、预警信息及应对情况', en: 'Emergencies: plans, warnings and response' },
  supervision: {
    zh: '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况',
    en: 'Inspections of environment, health, work safety, food, medicine and products',
  },
  recruitment: {
    zh: '公务员招考的职位、名额、报考条件等事项以及录用结果', en: 'Recruitment of civil servants: posts, conditions and results',
  },
  other_law: {
    zh: '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息', en: 'What another law or rule orders to be made public',
  },
}

const expropriation: CodeList = {
  land_expropriation: { zh: '土地征收', en: 'Expropriation of land' },
  house_expropriation: { zh: '房屋征收', en: 'Expropriation of houses' },
}
const relief: CodeList = { social_relief: { zh: '社会救助', en: 'Social relief' } }

/** What counties and cities with districts, and towns, make public beside it (条例第二十一条). */
export const order711LevelCategories: Readonly<Record<BodyLevel, CodeList>> = {
  county: {
    municipal_works: { zh: '市政建设', en: 'Municipal works' },
    public_services: { zh: '公共服务', en: 'Public services' },
    public_welfare: { zh: '公益事业', en: 'Public welfare' },
    ...expropriation,
    public_security: { zh: '治安管理', en: 'Public security' },
    ...relief,
  },
  town: {
    farm_policy: { zh: '贯彻落实农业农村政策', en: 'How policies on farming and the countryside are carried out' },
    irrigation: { zh: '农田水利工程建设运营', en: 'Irrigation works' },
    land_contracts: { zh: '农村土地承包经营权流转', en: 'Transfer of contracted land' },
    homesteads: { zh: '宅基地使用情况审核', en: 'Review of the use of homesteads' },
    ...expropriation,
    fund_raising: { zh: '筹资筹劳', en: 'Raising of funds and labour' },
    ...relief,
  },
}
