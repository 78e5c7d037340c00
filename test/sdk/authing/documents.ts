/** Splits a list of names. */
const words = (text: string): string[] => text.trim().split(/\s+/);

/** Every method of «认证核心模块» (its headings), and what the indexes of the others add. */
export const AUTHENTICATION = words(`
  register_by_email register_by_username register_by_phone_code login_by_email
  login_by_username login_by_phone_code login_by_phone_password login_by_ldap login_by_ad
  get_current_user logout send_sms_code send_email get_udf_value set_udf_value remove_udf_value
  check_login_status reset_password_by_phone_code reset_password_by_email_code update_profile
  update_password bind_phone unbind_phone update_phone bind_email unbind_email update_email
  link_account get_security_level list_authorized_resources list_applications
  check_password_strength refresh_token set_udv remove_udv list_orgs list_roles has_role
  check_logged_in login_by_sub_account reset_password_by_first_token
  reset_password_with_force_reset list_departments is_user_exists validate_ticket_v2
  track_session wechat_login
  udv get_access_token_by_code build_authorize_url set_access_token sign_in_by_email_password
`);

/** Every management method that a document calls. */
export const MANAGEMENT = words("users.list udf.set list_users get_user create_role");

/** The chapters of the management module. */
export const CHAPTERS = words("管理用户 管理角色 管理策略 管理权限、访问控制 管理自定义字段元数据");

/** Every option of an authentication client. */
export const AUTHENTICATION_OPTIONS = words(`
  app_id app_secret app_host redirect_uri logout_redirect_uri scope protocol
  token_endpoint_auth_method introspection_endpoint_auth_method revocation_endpoint_auth_method
  timeout reject_unauthorized lang access_token token user_pool_id
`);

/** Every option of a management client. */
export const MANAGEMENT_OPTIONS = words(`
  access_key_id access_key_secret timeout host lang use_unverified_ssl user_pool_id secret
`);

/** Every parameter of the methods of «认证核心模块». */
export const PARAMETERS = words(`
  email password profile force_login client_ip custom_data context username phone code
  auto_register captcha_code token scene data key new_password updates old_password phone_code
  old_phone old_phone_code email_code old_email old_email_code primary_user_token
  secondary_user_token namespace resource_type page limit value account user_name external_id
  ticket service format country lang state
`);
