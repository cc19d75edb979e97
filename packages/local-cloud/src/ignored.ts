/** Resource types that need nothing on this machine, each with the reason. */
export const ignoredTypes: Record<string, string> = {
  'AWS::IAM::Role':
    'the engines here check no permissions; least privilege is checked on the template by tests',
  'AWS::IAM::Policy': 'as AWS::IAM::Role',
  'AWS::Lambda::Permission': 'every trigger may call its function here',
  'AWS::Lambda::EventInvokeConfig': 'only schedules call functions here, and no call of theirs is repeated',
  'AWS::Logs::LogGroup': 'output goes to the log of the local run',
  'AWS::SQS::QueuePolicy': 'as AWS::IAM::Role',
  'AWS::S3::BucketPolicy': 'as AWS::IAM::Role; the object guard refuses unsigned requests',
  'AWS::ApiGatewayV2::Stage': 'there is one stage, $default, and no access log or throttling here',
  'AWS::SES::EmailIdentity': 'mail is captured here, from every sender',
};
