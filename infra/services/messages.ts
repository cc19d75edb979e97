import { Construct } from 'constructs';
import { messagesContract } from '../../shared/messages/contract.ts';
import { MailSender } from '../constructs/mail-sender.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** E-mails and the inbox. */
export class MessagesService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Messages');
    const { stage, alarms, table } = platform;
    httpFunction(this, platform, { name: 'messages', contract: messagesContract });

    const send = new ServiceFunction(this, 'Send', {
      stage,
      bundle: 'queue-send-message',
      description: 'E-mails and inbox messages about events',
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    table.bind(send, 'readWrite', ['list1']);
    new MailSender(this, 'Mail', { stage }).bind(send);
    if (stage.consoleUrl) send.give('CONSOLE_URL', stage.consoleUrl);
    new WorkQueue(this, 'Queue', {
      stage,
      alarms,
      name: 'messages',
      consumer: send,
      batchSize: 10,
      // SES takes 14 mails a second from a new account.
      maximumConcurrency: 5,
      maxReceiveCount: 8,
    });
  }
}
