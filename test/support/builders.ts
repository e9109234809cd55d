/** A citizen's request at the town of Xinmin, valid under the county rule. */
export function aFiling () {
  return {
    agency: 'XM',
    kind: 'disclosure',
    applicant: {
      kind: 'citizen', name: '张三', sex: 'female', birthDate: '1949-12-31', idNumber: '11010519491231002X',
      address: '新民镇建设路1号', phone: '13800000000', email: 'zhangsan@example.org',
    },
    description: '2024年度城南片区征地补偿方案及发放明细',
    purpose: '核对本人补偿款',
    delivery: { format: 'electronic', method: 'online' },
  }
}
