import type { Overlay } from "../overlay.ts";

/** Google Workspace reports, and the `gsuite` names of older Filebeats. */
export const GOOGLE_WORKSPACE: Overlay = {
  title: "Google Workspace",
  fields: {
    keyword: `
      google_workspace.actor.key google_workspace.actor.type google_workspace.admin.alert.name google_workspace.admin.api.client.name
      google_workspace.admin.api.scopes google_workspace.admin.application.asp_id google_workspace.admin.application.edition
      google_workspace.admin.application.enabled google_workspace.admin.application.id
      google_workspace.admin.application.licences_order_number google_workspace.admin.application.licences_purchased
      google_workspace.admin.application.name google_workspace.admin.application.package_id google_workspace.admin.chrome_licenses.allowed
      google_workspace.admin.chrome_licenses.enabled google_workspace.admin.chrome_os.session_type
      google_workspace.admin.device.command_details google_workspace.admin.device.id google_workspace.admin.device.serial_number
      google_workspace.admin.device.type google_workspace.admin.distribution.entity.name google_workspace.admin.distribution.entity.type
      google_workspace.admin.domain.alias google_workspace.admin.domain.name google_workspace.admin.domain.secondary_name
      google_workspace.admin.email.log_search_filter.message_id google_workspace.admin.email.log_search_filter.recipient.value
      google_workspace.admin.email.log_search_filter.sender.value google_workspace.admin.email.quarantine_name
      google_workspace.admin.email_dump.package_content google_workspace.admin.email_dump.query
      google_workspace.admin.email_monitor.dest_email google_workspace.admin.email_monitor.level.chat
      google_workspace.admin.email_monitor.level.draft google_workspace.admin.email_monitor.level.incoming
      google_workspace.admin.email_monitor.level.outgoing google_workspace.admin.field google_workspace.admin.gateway.name
      google_workspace.admin.group.allowed_list google_workspace.admin.group.email google_workspace.admin.group.priorities
      google_workspace.admin.info_type google_workspace.admin.managed_configuration google_workspace.admin.mdm.token
      google_workspace.admin.mdm.vendor google_workspace.admin.mobile.action.id google_workspace.admin.mobile.action.type
      google_workspace.admin.mobile.certificate.name google_workspace.admin.new_value
      google_workspace.admin.non_featured_services_selection google_workspace.admin.oauth2.application.id
      google_workspace.admin.oauth2.application.name google_workspace.admin.oauth2.application.type
      google_workspace.admin.oauth2.service.name google_workspace.admin.old_value google_workspace.admin.org_unit.full
      google_workspace.admin.org_unit.name google_workspace.admin.print_server.name google_workspace.admin.printer.name
      google_workspace.admin.privilege.name google_workspace.admin.product.name google_workspace.admin.product.sku
      google_workspace.admin.request.id google_workspace.admin.resource.id google_workspace.admin.role.id google_workspace.admin.role.name
      google_workspace.admin.rule.name google_workspace.admin.service.name google_workspace.admin.setting.description
      google_workspace.admin.setting.metadata.rule.type google_workspace.admin.setting.name google_workspace.admin.url.name
      google_workspace.admin.user.email google_workspace.admin.user.nickname google_workspace.admin.user_defined_setting.name
      google_workspace.admin.verification_method google_workspace.alert.source google_workspace.alert.type
      google_workspace.device.account_state google_workspace.drive.added_role google_workspace.drive.copy_type
      google_workspace.drive.destination_folder_id google_workspace.drive.destination_folder_title google_workspace.drive.file.id
      google_workspace.drive.file.owner.email google_workspace.drive.file.type google_workspace.drive.membership_change_type
      google_workspace.drive.new_value google_workspace.drive.old_value google_workspace.drive.old_visibility
      google_workspace.drive.originating_app_id google_workspace.drive.owner_is_team_drive google_workspace.drive.removed_role
      google_workspace.drive.shared_drive_id google_workspace.drive.shared_drive_settings_change_type
      google_workspace.drive.sheets_import_range_recipient_doc google_workspace.drive.source_folder_id
      google_workspace.drive.source_folder_title google_workspace.drive.target google_workspace.drive.target_domain
      google_workspace.drive.visibility google_workspace.drive.visibility_change google_workspace.event.type
      google_workspace.groups.acl_permission google_workspace.groups.email google_workspace.groups.member.email
      google_workspace.groups.member.role google_workspace.groups.message.id google_workspace.groups.message.moderation_action
      google_workspace.groups.new_value google_workspace.groups.old_value google_workspace.groups.setting google_workspace.groups.status
      google_workspace.groups.value google_workspace.kind google_workspace.login.affected_email_address
      google_workspace.login.challenge_method google_workspace.login.failure_type google_workspace.login.type
      google_workspace.organization.domain google_workspace.saml.application_name google_workspace.saml.failure_type
      google_workspace.saml.initiated_by google_workspace.saml.orgunit_path google_workspace.saml.second_level_status_code
      google_workspace.saml.status_code google_workspace.token.app_name google_workspace.token.client.id google_workspace.token.method_name
      google_workspace.token.scope.data.scope_name google_workspace.token.scope.value gsuite.admin.new_value gsuite.admin.setting.name
    `,
    long: `
      google_workspace.admin.bulk_upload.failed google_workspace.admin.bulk_upload.total
      google_workspace.admin.mobile.company_owned_devices
    `,
    boolean: `
      google_workspace.admin.email_dump.include_deleted google_workspace.drive.billable google_workspace.drive.file.owner.is_shared_drive
      google_workspace.drive.primary_event google_workspace.login.is_second_factor google_workspace.login.is_suspicious
    `,
    date: `
      google_workspace.admin.email.log_search_filter.end_date google_workspace.admin.email.log_search_filter.start_date
      google_workspace.admin.user.birthdate
    `,
    ip: `
      google_workspace.admin.email.log_search_filter.recipient.ip google_workspace.admin.email.log_search_filter.sender.ip
    `,
  },
  families: {
    unknown: "google_workspace gsuite",
  },
};
