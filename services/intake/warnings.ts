import { fault } from '@lightwell/http/refusal'

/** What a filing is taken with and somebody should look at. */
export const warnings = {
  creditCodePilot: fault('credit_code_pilot', '该统一社会信用代码为早期试点代码，校验码不符，请核对证照。',
    'This credit code is one of the pilot years, whose check character does not fit; look at the licence.'),
  creditCodeInnerCheck: fault('credit_code_inner_check', '代码中组织机构代码的校验码不符，请核对证照。',
    'The organisation code inside this credit code has another check character; look at the licence.'),
  passportShape: fault('passport_shape', '护照号码通常为 5 至 9 位字母或者数字，请核对证件。',
    'A passport number usually has 5 to 9 letters or digits; look at the passport.'),
  filesAsCitizen: fault('files_as_citizen', '中国公民（含港澳台居民）请以居民身份证或者居住证号码按公民提交。',
    'Citizens of China, residents of Hong Kong, Macao and Taiwan among them, file as citizens by their card or permit.'),
  minorWithoutGuardian: fault('minor_without_guardian', '申请人未满十八周岁，未注明监护人。',
    'The applicant is under 18, and no guardian is named.'),
} as const
