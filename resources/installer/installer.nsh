; Included by electron-builder into the installer for one user, without an administrator.

; Workbooks stay Excel's or WPS's: the program is only one more entry of 打开方式.
!define TIANBAO_PROGID "Tianbao.Workbook"

!macro tianbaoOfferFor EXTENSION
  WriteRegNone SHELL_CONTEXT "Software\Classes\${EXTENSION}\OpenWithProgids" "${TIANBAO_PROGID}"
!macroend

!macro tianbaoWithdrawFrom EXTENSION
  DeleteRegValue SHELL_CONTEXT "Software\Classes\${EXTENSION}\OpenWithProgids" "${TIANBAO_PROGID}"
!macroend

!macro tianbaoShellChanged
  ; SHCNE_ASSOCCHANGED, so that the menu of the Explorer is right without signing in again.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\${TIANBAO_PROGID}" "" "教育统计工作簿"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${TIANBAO_PROGID}" "FriendlyTypeName" "教育统计工作簿"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${TIANBAO_PROGID}\Application" "ApplicationName" "填报"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${TIANBAO_PROGID}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${TIANBAO_PROGID}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro tianbaoOfferFor ".xlsx"
  !insertmacro tianbaoOfferFor ".xls"
  !insertmacro tianbaoShellChanged
!macroend

!macro customUnInstall
  !insertmacro tianbaoWithdrawFrom ".xlsx"
  !insertmacro tianbaoWithdrawFrom ".xls"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${TIANBAO_PROGID}"
  !insertmacro tianbaoShellChanged
!macroend

!macro customUnWelcomePage
  !define MUI_WELCOMEPAGE_TITLE "卸载填报"
  !define MUI_WELCOMEPAGE_TEXT "只卸载程序，填过的数据会保留在这台电脑上：$\r$\n$\r$\n    $APPDATA\tianbao$\r$\n$\r$\n以后再安装，打开就能接着填。如果要把数据也删除，请在卸载后自己删除上面的文件夹；删除前请确认已经备份或已经上报。$\r$\n$\r$\n请先关闭正在运行的填报程序，再点「下一步」。"
  !insertmacro MUI_UNPAGE_WELCOME
!macroend
