import { fault, Refusal, refusal, type FieldFault, type Text } from '@lightwell/http/refusal'

/** What this room refuses, apart from what every door refuses. */
export const errors = {
  paperNotClean: refusal(409, 'paper_not_clean', '文书中含有密级标志或者身份证件号码，不能发出。',
    'The paper would carry a classification mark or an identity number; it cannot go out.'),
  noFeeDue: refusal(409, 'no_fee_due', '按照收费标准，该申请不收取费用。', 'By this scale nothing is due for this request.'),
  feeNoticeNotServed: refusal(409, 'notice_not_served', '收费通知书尚无送达记录，不能认定逾期未缴费。',
    'Nothing shows that the notice of the fee reached the applicant; it cannot be held against him.'),
  sentItYourself: refusal(409, 'sent_it_yourself', '答复期限已经届满；此前的送达须由发函以外的人登记。',
    'The due day is over; that the letter was served before is for another to record than who sent it.'),
  noticeNotServed: refusal(409, 'notice_not_served', '告知书尚无送达记录，不能认定逾期未答复。',
    'Nothing shows that the notice reached the applicant; his silence cannot be held against him.'),
  identityNotProved: refusal(409, 'identity_not_proved', '申请人身份尚未核实，不能更正与其相关的记录。',
    'Who asks is not proved to be who he says; a record about a person is changed only for himself.'),
  attachmentsFull: refusal(409, 'attachments_full', '每件申请的附件不得超过 10 个。', 'A request holds at most ten attachments.'),
  notVoidable: refusal(409, 'not_voidable', '该文书已经产生效力，编号不能作废。',
    'This paper has had its effect; its number cannot be made void.'),
  noticeVoided: refusal(409, 'notice_voided', '此文书已经作废。', 'This notice is void.'),
  storedBytesDiffer: refusal(500, 'stored_bytes_differ', '保存的文件与收到的不一致，已拒绝提供。',
    'The stored bytes are not those that were handed in; they are not given out.'),
  notUtf8: refusal(400, 'invalid_utf8', '文件不是 UTF-8 编码，请另存为“CSV UTF-8”。',
    'The file is not in UTF-8; save it as “CSV UTF-8”.'),
  postRevoked: refusal(409, 'post_revoked', '该岗位已经撤销。', 'This post has been revoked.'),
  qualificationEnded: refusal(409, 'qualification_ended', '该资格已经终止。', 'This qualification has been ended.'),
  postExists: refusal(409, 'post_exists', '此人已经担任该岗位。', 'This person holds this post already.'),
  lastAdmin: refusal(409, 'last_admin', '管理员岗位都在该机关，请先在其他机关设置管理员。',
    'Every administrator has his post here; give the duty to somebody elsewhere first.'),
  lastAdminPost: refusal(409, 'last_admin', '这是最后一个管理员岗位，请先另设管理员。',
    'This is the last post of an administrator; give the duty to somebody else first.'),
  clientRevoked: refusal(409, 'client_revoked', '该程序的密钥已经撤销。', 'The key of this client has been revoked.'),
  agencyMerged: refusal(409, 'agency_merged', '该机关已经并入其他机关，不再变更。',
    'This agency has been merged into another; nothing of it changes any more.'),
}

/** What can be wrong with one field, apart from what its schema says. */
export const faults = {
  unknownAgency: fault('unknown_agency', '没有此公开义务人。', 'There is no such agency.'),
  takesNoRequests: fault('takes_no_requests', '该机关不受理公开申请。', 'This agency takes no requests.'),
  contactRequired: fault('contact_required', '请至少填写一种联系方式。', 'At least one way to be reached is needed.'),
  onlineOnly: fault('online_only', '只有登记人员可以录入其他渠道的申请；请用 online。',
    'Only a clerk enters requests of other channels; use online.'),
  paperOnly: fault('paper_only', '登记人员只录入书面等渠道收到的申请。', 'A clerk enters only what arrived by another way.'),
  channelRequired: fault('required', '请注明申请到达的渠道。', 'Say by which channel the request arrived.'),
  staffOnly: fault('staff_only', '只有工作人员可以使用此项。', 'This is for the staff only.'),
  portalOnly: fault('portal_only', '只有门户可以使用此项。', 'This is for portals only.'),
  notYourAgency: fault('not_your_agency', '只能登记本机关收到的申请。', 'A clerk registers what arrived at his own agency.'),
  unknownColumn: fault('unknown_column', '没有此列。', 'There is no such column.'),
  repeatedColumn: fault('repeated_column', '此列出现两次。', 'This column appears twice.'),
  raggedRow: fault('ragged_row', '此行的列数与标题行不同。', 'This line has another number of cells than the headings.'),
  noRows: fault('too_few', '标题行之后至少要有一行。', 'There must be a line behind the headings.'),
  tooManyRows: fault('too_many', '一次最多登记 200 件。', 'At most 200 letters can be registered at once.'),
  formulaCell: fault('formula_cell', '单元格中是公式，请改为数值后另存。', 'This cell holds a formula; save the file with its value instead.'),
  controlCharacter: fault('control_character', '含有不允许的控制字符。', 'This contains a control character that is not allowed.'),
  outOfOrder: fault('out_of_order', '各项应按日期先后排列。', 'The entries stand in the order of their days.'),
  beforeReceipt: fault('before_receipt', '日期不得早于收到日。', 'This day lies before the receipt.'),
  pausesOnly: fault('pauses_only', '只有中止才填写截止日。', 'Only a pause says until when it lasts.'),
  extensionsOnly: fault('extensions_only', '只有延长才填写天数。', 'Only an extension says by how many days.'),
  daysRequired: fault('required', '请注明延长的工作日数。', 'Say by how many working days it was extended.'),
  beyondCap: fault('beyond_cap', '超过本机关适用的规定可以延长的天数。', 'The rule of this agency does not extend by so much.'),
  extendedTwice: fault('extended_twice', '答复期限只能延长一次。', 'The time to answer can be extended only once.'),
  nothingPaused: fault('nothing_paused', '之前没有相应的中止。', 'Nothing stood still before that could go on.'),
  pauseOpen: fault('required', '尚未结束的中止须写明截止日；等待补正的申请，收到补正后再导入。',
    'A pause that is still open says until when it lasts; what waits to be completed is brought in once it is.'),
  beyondConsultation: fault('beyond_consultation', '中止不得长于征求意见的期限。', 'No pause lasts longer than a consultation.'),
  tooVague: fault('too_vague', '请至少给出连续三个字、字母或者数字。',
    'Give three letters, digits or characters in a row at least.'),
  clerkOnly: fault('clerk_only', '网上申请的收到日为提交当日，不可填写。',
    'An online request is received on the day it is sent; only a clerk says otherwise.'),
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  lettersOnly: fault('letters_only', '只有信函才注明是否签收。', 'Only for a letter is it told whether somebody signed for it.'),
  needsNoConfirmation: fault('needs_no_confirmation', '该渠道的收到无需确认。', 'A receipt by this channel needs no confirmation.'),
  confirmedBeforeArrival: fault('confirmed_before_arrival', '确认日不得早于到达日。',
    'A receipt cannot be confirmed before the request arrived.'),
  receivedAfterArrival: fault('received_after_arrival', '该渠道以到达日为收到日，收到日不得晚于到达日。',
    'By this channel a request is received when it arrives, not later.'),
  appliedAfterReceipt: fault('applied_after_receipt', '申请日期不得晚于收到日。', 'A request cannot be dated after its receipt.'),
  claimRequired: fault('required', '更正申请须写明所涉记录和理由。', 'A request to correct a record says which record, and what is wrong.'),
  claimUnasked: fault('corrections_only', '只有更正申请才填写此项。', 'Only a request to correct a record has this.'),
  notListed: fault('not_listed', '本机关的代码表中没有此代码。', 'The agency does not list this code.'),
  evidenceRequired: fault('required', '代为录入书面材料的，须注明依据。', 'Who enters what came on paper says what shows it.'),
  notEarlier: fault('not_earlier', '只能提前终止。', 'It can be ended earlier, not later.'),
  beforeStart: fault('before_start', '结束日不得早于开始日。', 'The last day must not be before the first.'),
  beforeTheAsk: fault('before_the_ask', '收到日不得早于发出告知书之日。', 'An answer cannot have arrived before it was asked for.'),
  paperDetails: fault('paper_only', '网上提交的以提交当日为收到日；只有工作人员录入书面材料时才填写此项。',
    'What is sent online arrives on the day it is sent; only staff who enter paper say this.'),
  lateReasonRequired: fault('required', '申请已因逾期不补正而终结，请说明逾期的正当理由。',
    'The request has lapsed; say what good reason there was to answer late.'),
  beforeTheLetter: fault('before_issue', '送达日不得早于发出日。', 'A letter cannot be served before it was issued.'),
  servedLater: fault('not_today', '网上送达以当日为送达日。', 'What is served online is served on the day itself.'),
  beforeService: fault('before_service', '答复日不得早于送达日。', 'An answer cannot have arrived before the letter was served.'),
  namesApplicant: fault('names_the_applicant', '函件中不得出现申请人的姓名、名称或者登记回执编号。',
    'The letter names neither the applicant nor those beside him nor the receipt number.'),
  consultsItself: fault('own_agency', '不能向本机关征求意见。', 'An agency does not consult itself.'),
  beforeNotice: fault('before_notice', '缴费日不得早于收费通知之日。', 'A fee cannot have been paid before it was asked for.'),
  volumeOnly: fault('volume_only', '只有按量计收时才填写页数。', 'Pages are said only of a fee by volume.'),
  forwardedOnly: fault('forwarded_only', '只有转送时才填写接收机关。', 'Another body is named only where it is forwarded.'),
  ownAgency: fault('own_agency', '不能转送给本机关。', 'It cannot be forwarded to this agency itself.'),
  sameAgency: fault('same_agency', '不能是本机关。', 'This must be another agency.'),
  endedAgency: fault('agency_merged', '该机关已经并入其他机关。', 'This agency has been merged into another.'),
  beforeLastChange: fault('before_the_last', '不得早于该机关上一次变更之日。',
    'This must not be before the day of the agency’s last change.'),
  anotherGovernment: fault('another_government',
    '该机关不属于同一政府，不能转送。告知申请人向该机关提出即为答复（条例第三十六条第（五）项）；经申请人同意，可以代为另行提出。',
    'This agency is of another government, and the request cannot be moved there. Telling the applicant whom to ask is an '
    + 'answer (Order 711, Article 36, item (5)); with his consent the request can be redirected.'),
  alreadyRedirected: fault('already_redirected', '已经向该机关另行提出，正在办理。',
    'The request has been redirected to this agency already, and is open there.'),
  consentRequired: fault('required', '须注明申请人同意的日期和依据。', 'Say when the applicant consented, and what shows it.'),
  fileRequired: fault('required', '请至少提交一个文件。', 'At least one file is needed.'),
  fileEmpty: fault('empty', '文件为空。', 'The file is empty.'),
  tooManyFiles: fault('too_many', '一次最多提交 10 个文件。', 'At most ten files at a time.'),
  encodedFile: fault('encoded', '不接受经过传输编码的内容。', 'Transfer encodings are not accepted.'),
  unknownPart: fault('unknown_field', '没有此项。', 'There is no such field.'),
  typeNotAccepted: fault('type_not_accepted', '只接受 PDF、PNG、JPEG、TIFF、GIF、DOCX、XLSX 和 UTF-8 纯文本文件。',
    'Only PDF, PNG, JPEG, TIFF, GIF, DOCX, XLSX and plain text in UTF-8 are accepted.'),
  notAName: fault('not_a_name', '姓名中不得有身份证号码或者密级标志。', 'A name holds no ID number and no classification mark.'),
  idShape: fault('id_shape', '身份证号码应为 18 位。', 'A resident ID number has 18 characters.'),
  idRegion: fault('id_region', '身份证号码的地区代码不存在。', 'The region of the ID number does not exist.'),
  idBirthDate: fault('id_birth_date', '身份证号码中的出生日期不存在或者未到。',
    'The birth date in the ID number is no day, or has not come yet.'),
  idSequence: fault('id_sequence', '身份证号码的顺序码无效。', 'The sequence of the ID number is not in use.'),
  idCheckCharacter: fault('id_check_character', '身份证号码的校验码不符，请核对。',
    'The check character of the ID number does not fit; look for a slip.'),
  creditCodeShape: fault('credit_code_shape', '统一社会信用代码应为 18 位，不含 I、O、S、V、Z。',
    'A unified social credit code has 18 characters, none of them I, O, S, V or Z.'),
  creditCodeCheckCharacter: fault('credit_code_check_character', '统一社会信用代码的校验码不符，请核对。',
    'The check character of the credit code does not fit; look for a slip.'),
  unknownCountry: fault('unknown_country', '没有此国家或者地区代码（ISO 3166-1 三位字母）。',
    'There is no such country or region (ISO 3166-1, three letters).'),
  scopeRequired: fault('required', '请注明代理权限。', 'Say what the agent may do.'),
  mayNotFile: fault('may_not_file', '代理权限中没有提出申请，不能代为提出。', 'Whose mandate is not to file cannot have filed.'),
  mandateExpired: fault('mandate_expired', '代理权限在收到日之前已经届满。', 'The mandate had ended before the day of receipt.'),
  provesNothing: fault('proves_nothing', '身份由平台或者登记人员核验，申请人不能自证。',
    'An identity is proved by a portal or a clerk who saw it, not by the applicant.'),
  anothersProof: fault('anothers_proof', '平台只能声明实名认证，工作人员只能登记当面或者凭证件的核验。',
    'A portal speaks of its real-name accounts only, staff of what they saw.'),
  licenceOfNobody: fault('licence_of_nobody', '只有组织才凭证照核验。', 'Only an organisation is proved by its licence.'),
  assuranceTooLow: fault('assurance_too_low', '核验的可靠程度不得低于已有的身份核验。',
    'This proof is weaker than the one on record.'),
  birthDateDiffers: fault('id_birth_date_differs', '出生日期与身份证号码不一致。',
    'The birth date differs from the ID number.'),
  sexDiffers: fault('id_sex_differs', '性别与身份证号码不一致。', 'The sex differs from the ID number.'),
} as const

/** Files that are none of the accepted types, by their bytes, each at its place. */
export function typesNotAccepted (found: readonly FieldFault[]): Refusal {
  return new Refusal(415, 'type_not_accepted', {
    zh: '有文件的类型不被接受，没有文件被保存。', en: 'A file is of a type that is not accepted; none was kept.',
  }, { faults: found })
}

/** A portal's name for a request that it has given to one already, which is told. */
export function externalIdTaken ({ id, receiptNumber }: { id: string, receiptNumber: string }): Refusal {
  return new Refusal(409, 'external_id_taken', {
    zh: `此编号已用于申请 ${receiptNumber}。`, en: `This name is that of the request ${receiptNumber} already.`,
  }, { headers: { location: `/v1/requests/${id}` } })
}

/** A field that a form asks for and the body lacks; `citation` names the article that asks. */
export function requiredBy (pointer: string, citation: Text | undefined): FieldFault {
  if (citation === undefined) return { pointer, code: 'required', detail: { zh: '此项必填。', en: 'This is required.' } }
  return {
    pointer,
    code: 'required',
    detail: { zh: `此项必填（${citation.zh}）。`, en: `This is required (${citation.en}).` },
  }
}

/** A filing at a body that has gone into another: it is filed there. */
export function mergedInto (pointer: string, { code, nameZh, nameEn }: { code: string, nameZh: string, nameEn: string }): FieldFault {
  return {
    pointer,
    code: 'agency_merged',
    detail: {
      zh: `该机关已经并入${nameZh}，请向${nameZh}（${code}）提出。`,
      en: `This agency has been merged into ${nameEn}; file there (${code}).`,
    },
  }
}
