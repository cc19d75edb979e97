type Values = Readonly<Record<string, unknown>>;

/** Values that a stage could have: for tests, and for looking at the templates before there is an account. */
export const exampleStages: Readonly<Record<'dev' | 'prod', Values>> = {
  dev: { alarmEmail: 'alarms@yunshi.example' },
  prod: {
    account: '111122223333',
    region: 'ap-southeast-1',
    domain: 'yunshi.example',
    origins: ['https://console.yunshi.example'],
    alarmEmail: 'alarms@yunshi.example',
    mailFrom: 'no-reply@yunshi.example',
    paymentUrl: 'https://payments.yunshi.example',
  },
};

/** The values of `cdk.json`, with the examples where prod has not been filled in yet. */
export function withExamples(
  stages: Readonly<Record<string, Values | undefined>>,
): Readonly<Record<string, Values | undefined>> {
  const filled = Object.entries(stages.prod ?? {}).filter(([, value]) => value !== '');
  return { ...stages, prod: { ...exampleStages.prod, ...Object.fromEntries(filled) } };
}
