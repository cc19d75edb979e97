import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { mailDomain } from '../../edge-names.ts';
import type { Check } from '../check.ts';
import { type Finding, fail, ok, warn } from '../finding.ts';

/**
 * Whether mail would leave: the account out of SES's sandbox and not paused, the domain verified and signed by DKIM. A stage that is
 * tried out works without: its own mails are lost, and sign-in has Cognito's.
 */
export const mail: Check = {
  name: { zh: '邮件（SES）', en: 'Mail (SES)' },
  run: async ({ stage, aws }) => {
    const bad = stage.isProd ? fail : warn;
    const identity = await identityFinding(aws.mail, mailDomain(stage), stage.mailIdentity === 'create', bad);
    return [...(await accountFindings(aws.mail, bad)), identity];
  },
};

async function accountFindings(ses: SESv2Client, bad: typeof fail): Promise<Finding[]> {
  const { ProductionAccessEnabled: outOfSandbox, SendingEnabled: sends } = await ses.send(
    new GetAccountCommand({}),
  );
  const findings: Finding[] = [];
  if (sends === false)
    findings.push(
      bad('SES 账号已被暂停发信', 'SES has paused sending for this account', {
        zh: '请在 SES 控制台查看原因。',
        en: 'See why in the SES console.',
      }),
    );
  if (!outOfSandbox)
    findings.push(
      bad(
        'SES 账号仍在沙箱中，只能发给已验证的地址',
        "The account is in SES's sandbox: only verified addresses get mail",
        {
          zh: '请在 SES 控制台申请 Production access。',
          en: 'Ask for production access in the SES console.',
        },
      ),
    );
  return findings.length > 0 ? findings : [ok('账号可以发信', 'the account may send')];
}

async function identityFinding(
  ses: SESv2Client,
  domain: string,
  isMadeHere: boolean,
  bad: typeof fail,
): Promise<Finding> {
  try {
    const { VerifiedForSendingStatus: isVerified, DkimAttributes: dkim } = await ses.send(
      new GetEmailIdentityCommand({ EmailIdentity: domain }),
    );
    if (isVerified && dkim?.Status === 'SUCCESS') return ok(`${domain} 已验证`, `${domain} is verified`);
    return bad(
      `${domain} 尚未验证（DKIM：${dkim?.Status}）`,
      `${domain} is not verified yet (DKIM: ${dkim?.Status})`,
      {
        zh: '请把 Edge 堆栈输出 MailDns1 至 MailDns3 的记录加入 DNS。',
        en: "Put the records of the Edge stack's outputs MailDns1 to MailDns3 into DNS.",
      },
    );
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
    if (isMadeHere)
      return warn(`${domain} 将由 Edge 堆栈创建`, `${domain} will be made by the Edge stack`, {
        zh: '部署 Edge 后添加 DNS 记录，再检查一次。',
        en: 'After Edge is deployed add the DNS records, then look again.',
      });
    return bad(`SES 中没有 ${domain}`, `SES does not know ${domain}`, {
      zh: '请先在 SES 中验证该域名，或设 mailIdentity 为 create；mailFrom 应属于您的域名。',
      en: 'Verify the domain in SES first, or set mailIdentity to create; mailFrom has to be at a domain of yours.',
    });
  }
}
