import type { CodeList } from './codes.ts'

/** What a county and its towns make public without being asked (细则第七条), in the order of its items. */
export const countyCategories: CodeList = {
  organisation: { zh: '政府的机构设置、职能、依据和工作程序', en: 'Organisation, duties, their basis and procedure' },
  licences: {
    zh: '行政许可等审批项目和实施的依据、条件、程序、时限、结果、救济途径',
    en: 'Licences and approvals: basis, conditions, procedure, time, results and remedies',
  },
  plans: { zh: '本行政区域城市发展规划、经济社会发展等重大决策', en: 'Plans of development and other major decisions' },
  budget: { zh: '财政预算、决算情况', en: 'Budget and final accounts' },
  appointments: {
    zh: '县镇两级政府人事任免、政府领导成员的履历、分工和调整变化情况',
    en: 'Appointments; the leaders, their careers, their division of work and its changes',
  },
  fees: {
    zh: '行政事业性收费和政府性基金项目、征收标准、使用的票据和收支管理情况',
    en: 'Fees and government funds: rates, receipts, income and spending',
  },
  tenders: {
    zh: '建设工程招标投标、经营性土地使用权出让、产权交易情况',
    en: 'Tenders for works, grants of land use, trading of property rights',
  },
  procurement: {
    zh: '政府集中采购项目目录、采购限额标准、采购结果以及监督情况',
    en: 'Central procurement: list, thresholds, results and supervision',
  },
  recruitment: {
    zh: '公务员招考录用、选拔任用的条件、程序和结果', en: 'Recruitment and promotion of officials: conditions, procedure, results',
  },
  incidents: {
    zh: '重大事故、突发性事件和对社会有较大影响的行政案件的调查处理情况',
    en: 'Major accidents, emergencies and administrative cases of public interest: how they were handled',
  },
  commitments: { zh: '其他依照职责承诺办理的事项及落实情况', en: 'Commitments and how they were fulfilled' },
}

/** What is made public in practice, where the article has no item for it. */
export const countyPracticeCategories: CodeList = {
  special_funds: {
    zh: '重要专项经费的分配、使用和重要物资招标采购情况', en: 'Important special funds and purchases of important goods',
  },
  public_works: { zh: '重大基建、政府投资建设的公益事业情况', en: 'Major works and public undertakings paid for by government' },
  enforcement: {
    zh: '直接影响公民、法人或者其他组织权益的行政执法事项', en: 'Enforcement that directly affects rights',
  },
  service_guides: {
    zh: '办事内容、依据、条件、程序、时限、结果和服务承诺',
    en: 'Services: matter, basis, conditions, procedure, time, result and promise',
  },
  discipline: { zh: '办事纪律和违诺违纪的投诉途径、处理办法', en: 'Discipline, and where and how breaches are complained of' },
  relief_payments: {
    zh: '上级拨款用于特困群体的救助、补助、救济、慰问等款项', en: 'Relief and subsidies paid to those in need from funds of higher bodies',
  },
}
