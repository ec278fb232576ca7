import type { Overlay } from "../overlay.ts";

/** Logs of servers that integrations and Filebeat parse. */
export const DATABASES: Overlay = {
  title: "Databases, queues and web servers",
  families: {
    unknown: `
      activemq docker elasticsearch heartbeat ibmmq kafka logstash microsoft_sqlserver monitor mssql nats oracle osquery osquery_manager
      postgresql rabbitmq redis synthetics tomcat zookeeper
    `,
  },
};
